package dev.obstat.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// A client as people have it, told in shell lines to look at buckets and to delete something of
/// one.
///
/// @param name for people
/// @param missing why it cannot be run here; empty when it can
/// @param read a line that looks around, `BUCKET` to be replaced
/// @param shows what that prints
/// @param delete a line that deletes
/// @param deletes what then arrives at the other side
record RealClient(
    String name, String missing, String read, String shows, String delete, String deletes) {

  private static final Pattern AWS_CLI = Pattern.compile("aws-cli/(\\d+)\\.\\S+");
  private static final int SECONDS = 180;

  /// With a bucket in place of `BUCKET`.
  RealClient on(String bucket) {
    return new RealClient(
        name,
        missing,
        read.replace("BUCKET", bucket),
        shows,
        delete.replace("BUCKET", bucket),
        deletes.replace("BUCKET", bucket));
  }

  void skipIfMissing() {
    Assumptions.assumeTrue(missing.isEmpty(), missing);
  }

  /// One of each major version that is found; at least 1 and 2 are named, so that a missing one is
  /// said.
  ///
  /// @param options that every call gets
  static List<RealClient> awsClis(String options) {
    Map<String, String> found = new LinkedHashMap<>();
    Stream<String> directories =
        Stream.concat(
            Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":")),
            Stream.of("/usr/bin", "/usr/local/bin", "/opt/homebrew/bin", "/snap/bin"));
    for (String directory : directories.distinct().toList()) {
      Path aws = Path.of(directory, "aws");
      if (Files.isExecutable(aws)) {
        Matcher version = AWS_CLI.matcher(printed(aws.toString(), "--version"));
        if (version.find()) {
          found.putIfAbsent(version.group(1), aws.toString());
        }
      }
    }
    for (String major : List.of("1", "2")) {
      found.putIfAbsent(major, "");
    }
    List<RealClient> clients = new ArrayList<>();
    found.forEach(
        (major, aws) ->
            clients.add(
                new RealClient(
                    "the AWS CLI, version " + major,
                    aws.isEmpty()
                        ? "no AWS CLI of version " + major + " here: it stays untested"
                        : "",
                    aws + " s3api list-buckets " + options,
                    "cost-explorer-config",
                    aws + " s3api delete-bucket --bucket BUCKET " + options,
                    "DELETE /BUCKET")));
    return clients;
  }

  private static final String BOTOCORE =
      """
      import sys
      import botocore.session
      s3 = botocore.session.get_session().create_client('s3')
      if sys.argv[1] == 'read':
          print([bucket['Name'] for bucket in s3.list_buckets()['Buckets']])
      else:
          s3.delete_bucket(Bucket=sys.argv[2])
      """;

  static RealClient botocore(Path folder) throws IOException {
    Path script = Files.writeString(folder.resolve("agent.py"), BOTOCORE);
    boolean there = printed("python3", "-c", "import botocore; print('there')").contains("there");
    return new RealClient(
        "botocore, on which boto3 stands",
        there ? "" : "no python3 with botocore here: it stays untested",
        "python3 " + script + " read",
        "cost-explorer-config",
        "python3 " + script + " delete BUCKET",
        "DELETE /BUCKET");
  }

  /// This SDK knows nothing of proxies by itself; people hand it an agent that does.
  private static final String JAVASCRIPT =
      """
      import { createRequire } from 'node:module';
      const require = createRequire(process.argv[2] + '/');
      const { S3Client, ListBucketsCommand, DeleteBucketCommand } = require('@aws-sdk/client-s3');
      const { NodeHttpHandler } = require('@smithy/node-http-handler');
      const { HttpsProxyAgent } = require('https-proxy-agent');
      const proxied = process.env.HTTPS_PROXY && !process.env.AWS_ENDPOINT_URL;
      const s3 = new S3Client(proxied
        ? { requestHandler: new NodeHttpHandler({ httpsAgent: new HttpsProxyAgent(process.env.HTTPS_PROXY) }) }
        : {});
      try {
        if (process.argv[3] === 'read') {
          console.log((await s3.send(new ListBucketsCommand({}))).Buckets[0].Name);
        } else {
          await s3.send(new DeleteBucketCommand({ Bucket: process.argv[4] }));
        }
      } catch (e) {
        console.log(e.name, e.message);
        process.exit(1);
      }
      """;

  static RealClient javaScript(Path folder) throws IOException {
    Path script = Files.writeString(folder.resolve("agent.mjs"), JAVASCRIPT);
    Path modules = Path.of("target", "javascript").toAbsolutePath();
    boolean there = has("node") && has("npm") && installed(modules);
    String line = "node " + script + " " + modules;
    return new RealClient(
        "the SDK for JavaScript",
        there ? "" : "no node, or npm could not install the SDK for JavaScript: it stays untested",
        line + " read",
        "cost-explorer-config",
        line + " delete BUCKET",
        "DELETE /BUCKET");
  }

  /// Installed once, beside what the build makes.
  private static boolean installed(Path at) throws IOException {
    List<String> packages =
        List.of("@aws-sdk/client-s3", "@smithy/node-http-handler", "https-proxy-agent");
    Files.createDirectories(at);
    if (packages.stream()
        .allMatch(name -> Files.exists(at.resolve("node_modules/" + name + "/package.json")))) {
      return true;
    }
    List<String> npm =
        new ArrayList<>(
            List.of("npm", "install", "--no-audit", "--no-fund", "--prefix", at.toString()));
    npm.addAll(packages);
    return printed(npm.toArray(String[]::new)).contains("added");
  }

  /// Without its provider for AWS, which is no part of it: where it keeps its state is an AWS
  /// client too.
  private static final String TERRAFORM =
      """
      terraform {
        backend "s3" {
          bucket                      = "BUCKET"
          key                         = "state"
          region                      = "eu-west-1"
          use_path_style              = true
          skip_credentials_validation = true
          skip_requesting_account_id  = true
          skip_metadata_api_check     = true
        }
      }
      """;

  static RealClient terraform(Path folder, String bucket) throws IOException {
    Path here = Files.createDirectories(folder.resolve("terraform-" + bucket));
    Files.writeString(here.resolve("main.tf"), TERRAFORM.replace("BUCKET", bucket));
    String begin =
        "cd "
            + here
            + " && export CHECKPOINT_DISABLE=1 && terraform init -no-color -input=false"
            + " && terraform workspace ";
    return new RealClient(
        "Terraform's S3 backend",
        has("terraform") ? "" : "no `terraform` here: it stays untested",
        begin + "list -no-color",
        "* default\n  " + S3Double.WORKSPACE,
        begin + "delete -no-color -force " + S3Double.WORKSPACE,
        "DELETE /BUCKET/env:/" + S3Double.WORKSPACE + "/state");
  }

  private static boolean has(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  /// What a command prints; nothing when it cannot be run.
  private static String printed(String... command) {
    try {
      Path output = Files.createTempFile("printed", ".txt");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroy();
      }
      String text = Files.readString(output, StandardCharsets.UTF_8);
      Files.delete(output);
      return text;
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
