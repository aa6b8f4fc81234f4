package dev.obstat.demo.environment;

import dev.obstat.demo.engine.AwsClients;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// The data of a cost-reporting service: a report for every customer and month, the configuration
/// of the pages, a staging copy, and a queue of usage events from which the next reports are made.
/// Invented, and the same in every run.
///
/// One report has a wrong total ([#WRONG_REPORT_CUSTOMER], the current month). That is the small
/// problem the agent is asked to solve.
public final class CostEnvironment {
  public static final String REPORTS = "cost-reports-eu";
  public static final String CONFIG = "cost-explorer-config";
  public static final String STAGING = "cost-explorer-staging";
  public static final String QUEUE = "usage-events";
  public static final String DASHBOARDS = "dashboards.json";
  public static final String MONTH = "2026-11";
  public static final String WRONG_REPORT_CUSTOMER = "harbour-mills";

  public static final int MONTHS = 12;
  public static final int MESSAGES = 400;

  private static final int MESSAGES_PER_BATCH = 10;
  private static final int REQUESTS_AT_ONCE = 8;
  private static final long SEED = 20261123;

  private static final List<String> CUSTOMERS =
      List.of(
          "alder-foods",
          "birch-line",
          "calder-optics",
          "dune-rail",
          "elm-pharma",
          "fen-logistics",
          "grove-energy",
          "harbour-mills",
          "inlet-games",
          "juniper-care",
          "kestrel-air",
          "larch-media",
          "moor-textiles",
          "north-quay",
          "orchard-bank",
          "pine-robotics",
          "quarry-steel",
          "reed-music",
          "stone-travel",
          "thistle-labs",
          "umber-print",
          "vale-insurance",
          "willow-books",
          "yarrow-health");

  private static final List<String> SERVICES =
      List.of("compute", "storage", "database", "network", "functions", "monitoring");

  private CostEnvironment() {}

  public static List<String> customers() {
    return CUSTOMERS;
  }

  static List<String> services() {
    return SERVICES;
  }

  public static String reportKey(String customer, String month) {
    return "reports/" + month + "/" + customer + ".csv";
  }

  /// How many objects [#fill] puts into each bucket.
  public static Map<String, Integer> objectsPerBucket() {
    return Map.of(
        REPORTS, CUSTOMERS.size() * MONTHS, CONFIG, config().size(), STAGING, staging().size());
  }

  /// Makes the buckets and the queue and puts everything into them. Meant for empty engines. The
  /// table, where there is one, is only filled: whoever made it removes it again.
  public static void fill(AwsClients aws) {
    for (String bucket : List.of(REPORTS, CONFIG, STAGING)) {
      aws.s3().createBucket(request -> request.bucket(bucket));
    }
    String queueUrl = aws.sqs().createQueue(request -> request.queueName(QUEUE)).queueUrl();
    List<Runnable> requests = new ArrayList<>();
    reports().forEach((key, text) -> requests.add(() -> put(aws, REPORTS, key, text)));
    config().forEach((key, text) -> requests.add(() -> put(aws, CONFIG, key, text)));
    staging().forEach((key, text) -> requests.add(() -> put(aws, STAGING, key, text)));
    List<String> events = usageEvents();
    for (int first = 0; first < events.size(); first += MESSAGES_PER_BATCH) {
      List<String> batch =
          events.subList(first, Math.min(events.size(), first + MESSAGES_PER_BATCH));
      requests.add(() -> send(aws, queueUrl, batch));
    }
    UsageTable.in(aws).ifPresent(table -> requests.add(table::fill));
    runAll(requests);
  }

  private static Map<String, String> reports() {
    Random random = new Random(SEED);
    Map<String, String> reports = new TreeMap<>();
    YearMonth current = YearMonth.parse(MONTH);
    for (int back = MONTHS - 1; back >= 0; back--) {
      String month = current.minusMonths(back).toString();
      for (String customer : CUSTOMERS) {
        CostReport report = report(random, customer, month);
        boolean wrong = back == 0 && customer.equals(WRONG_REPORT_CUSTOMER);
        // A line counted twice: the kind of error a customer notices.
        CostReport kept =
            wrong
                ? new CostReport(
                    customer,
                    month,
                    report.lines(),
                    report.total() + report.lines().getFirst().amount())
                : report;
        reports.put(reportKey(customer, month), kept.csv());
      }
    }
    return reports;
  }

  private static CostReport report(Random random, String customer, String month) {
    List<CostReport.Line> lines =
        SERVICES.stream()
            .map(
                service ->
                    new CostReport.Line(
                        service, random.nextLong(1, 720), random.nextLong(1_000, 900_000)))
            .toList();
    return new CostReport(
        customer, month, lines, lines.stream().mapToLong(CostReport.Line::amount).sum());
  }

  private static Map<String, String> config() {
    Map<String, String> keys = new TreeMap<>();
    CUSTOMERS.forEach(customer -> keys.put(customer, reportKey(customer, MONTH)));
    return Map.of(
        DASHBOARDS,
        new Dashboards(MONTH, keys).json(),
        "currencies.json",
        "{\"base\":\"EUR\",\"shown\":[\"EUR\",\"USD\",\"GBP\"]}\n",
        "alerts.json",
        "{\"budget-percent\":[50,80,100]}\n");
  }

  private static Map<String, String> staging() {
    return Map.of(
        DASHBOARDS,
        new Dashboards(MONTH, Map.of("example", "reports/example.csv")).json(),
        "reports/example.csv",
        new CostReport("example", MONTH, List.of(new CostReport.Line("compute", 1, 100)), 100)
            .csv());
  }

  private static List<String> usageEvents() {
    Random random = new Random(SEED + 1);
    return IntStream.range(0, MESSAGES)
        .mapToObj(
            number ->
                "{\"event\":%d,\"customer\":\"%s\",\"service\":\"%s\",\"hours\":%d}"
                    .formatted(
                        number,
                        CUSTOMERS.get(random.nextInt(CUSTOMERS.size())),
                        SERVICES.get(random.nextInt(SERVICES.size())),
                        random.nextInt(1, 24)))
        .toList();
  }

  private static void put(AwsClients aws, String bucket, String key, String text) {
    aws.s3().putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString(text));
  }

  private static void send(AwsClients aws, String queueUrl, List<String> bodies) {
    List<SendMessageBatchRequestEntry> entries =
        IntStream.range(0, bodies.size())
            .mapToObj(
                number ->
                    SendMessageBatchRequestEntry.builder()
                        .id("event-" + number)
                        .messageBody(bodies.get(number))
                        .build())
            .toList();
    List<BatchResultErrorEntry> failed =
        aws.sqs().sendMessageBatch(request -> request.queueUrl(queueUrl).entries(entries)).failed();
    if (!failed.isEmpty()) {
      throw new IllegalStateException(
          failed.size() + " usage events were not accepted: " + failed.getFirst().message());
    }
  }

  private static void runAll(List<Runnable> requests) {
    Semaphore turns = new Semaphore(REQUESTS_AT_ONCE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (Runnable request : requests) {
        running.add(
            threads.submit(
                () -> {
                  turns.acquireUninterruptibly();
                  try {
                    request.run();
                  } finally {
                    turns.release();
                  }
                }));
      }
      for (Future<?> request : running) {
        request.get();
      }
    } catch (ExecutionException failure) {
      throw new IllegalStateException(
          "the environment could not be filled: " + failure.getCause(), failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while filling the environment", interrupted);
    }
  }
}
