package dev.obstat.demo.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.obstat.demo.engine.AwsAccess;
import dev.obstat.demo.engine.AwsClients;
import dev.obstat.demo.environment.CostEnvironment;
import dev.obstat.demo.environment.CostReport;
import dev.obstat.demo.environment.Dashboards;
import dev.obstat.demo.environment.UsageTable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// The service customers use: `GET /costs/CUSTOMER` shows a customer's costs of the month and how
/// many usage events of the day wait to be counted. Every page is made from the engines' data as it
/// is at that moment; nothing is cached, so what is gone is gone for the customer too.
///
/// A page needs the configuration, the report it names, the queue and, where the environment has
/// one, the table with the hours used. When one of them is missing the answer is 503 and a sentence
/// that says which.
public final class CostReports implements AutoCloseable {
  private static final String PATH = "/costs/";

  /// What a request comes to.
  private sealed interface Page {
    int status();

    String text();

    record Shown(String text) implements Page {
      @Override
      public int status() {
        return 200;
      }
    }

    record Unknown(String text) implements Page {
      @Override
      public int status() {
        return 404;
      }
    }

    record Unavailable(String text) implements Page {
      @Override
      public int status() {
        return 503;
      }
    }
  }

  /// One thing a page is made of could not be had.
  private static final class Missing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Missing(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private final HttpServer server;
  private final ExecutorService threads;
  private final AwsClients aws;

  private CostReports(HttpServer server, ExecutorService threads, AwsClients aws) {
    this.server = server;
    this.threads = threads;
    this.aws = aws;
  }

  /// Starts on a free port of 127.0.0.1.
  public static CostReports start(AwsAccess access) {
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 64);
    } catch (IOException failure) {
      throw new UncheckedIOException("the cost-reporting service could not listen", failure);
    }
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    CostReports service = new CostReports(server, threads, AwsClients.to(access));
    server.setExecutor(threads);
    server.createContext("/", service::answer);
    server.start();
    return service;
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public static String path(String customer) {
    return PATH + customer;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
    aws.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Page page = page(exchange.getRequestMethod(), exchange.getRequestURI().getPath());
      byte[] body = page.text().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.sendResponseHeaders(page.status(), body.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }

  private Page page(String method, String path) {
    if (!method.equals("GET") || !path.startsWith(PATH)) {
      return new Page.Unknown("ask for " + path("CUSTOMER") + " with GET\n");
    }
    String customer = path.substring(PATH.length());
    try {
      Dashboards dashboards = dashboards();
      String key = dashboards.reports().get(customer);
      if (key == null) {
        return new Page.Unknown("there is no customer `" + customer + "`\n");
      }
      CostReport report = report(key);
      int events = eventsToday();
      return new Page.Shown(
          String.format(
              Locale.ROOT,
              "costs of %s in %s%ntotal: %d.%02d EUR in %d services%nusage events today: %d%n%s",
              customer,
              report.month(),
              report.total() / 100,
              report.total() % 100,
              report.lines().size(),
              events,
              usage(customer)));
    } catch (Missing missing) {
      return new Page.Unavailable(missing.getMessage() + "\n");
    }
  }

  private Dashboards dashboards() {
    try {
      return Dashboards.parse(text(CostEnvironment.CONFIG, CostEnvironment.DASHBOARDS));
    } catch (SdkException | IllegalArgumentException failure) {
      throw new Missing("no configuration: " + reason(failure), failure);
    }
  }

  private CostReport report(String key) {
    try {
      return CostReport.parse(text(CostEnvironment.REPORTS, key));
    } catch (SdkException | IllegalArgumentException failure) {
      throw new Missing("no report: " + reason(failure), failure);
    }
  }

  private int eventsToday() {
    try {
      String url =
          aws.sqs().getQueueUrl(request -> request.queueName(CostEnvironment.QUEUE)).queueUrl();
      String count =
          aws.sqs()
              .getQueueAttributes(
                  request ->
                      request
                          .queueUrl(url)
                          .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
              .attributes()
              .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
      return count == null ? 0 : Integer.parseInt(count);
    } catch (SdkException failure) {
      throw new Missing("no usage events: " + reason(failure), failure);
    }
  }

  /// A line about the hours used, empty where the environment has no table.
  private String usage(String customer) {
    try {
      return UsageTable.in(aws)
          .map(table -> "hours used: " + table.hours(customer) + "\n")
          .orElse("");
    } catch (SdkException | IllegalArgumentException failure) {
      throw new Missing("no hours used: " + reason(failure), failure);
    }
  }

  private String text(String bucket, String key) {
    return aws.s3().getObjectAsBytes(request -> request.bucket(bucket).key(key)).asUtf8String();
  }

  /// Without request numbers, so that the same cause reads the same each time.
  private static String reason(RuntimeException failure) {
    if (failure instanceof AwsServiceException service && service.awsErrorDetails() != null) {
      return service.awsErrorDetails().errorCode()
          + ": "
          + service.awsErrorDetails().errorMessage();
    }
    String message = failure.getMessage();
    return message == null ? failure.toString() : message;
  }
}
