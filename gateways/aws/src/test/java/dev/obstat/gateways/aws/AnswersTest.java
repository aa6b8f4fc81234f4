package dev.obstat.gateways.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The answers in `answers/` are in AWS's own forms: botocore, which knows them from AWS's models,
/// finds every value that stands in them.
class AnswersTest {
  private static final String PROGRAM =
      """
      import sys, glob, os, json, re
      try:
          import botocore.session, botocore.parsers
      except ImportError:
          print("no botocore"); sys.exit(0)
      session = botocore.session.get_session()
      def leaves(o):
          if isinstance(o, dict):
              return sum(leaves(v) for k, v in o.items() if k != 'ResponseMetadata')
          return sum(leaves(v) for v in o) if isinstance(o, list) else 1
      count = 0
      for path in sorted(glob.glob(sys.argv[1] + '/*')):
          service, name, kind = os.path.basename(path).split('.')
          model = session.get_service_model({'elasticfilesystem': 'efs'}.get(service, service))
          body = open(path, 'rb').read()
          found = botocore.parsers.create_parser(model.metadata['protocol']).parse(
              {'status_code': 200, 'headers': {}, 'body': body},
              model.operation_model(name).output_shape)
          text = body.decode()
          there = (leaves(json.loads(body)) if kind == 'json' else
                   len(re.findall(r'>[^<>\\s][^<>]*<', text)) - len(re.findall(r'<[Rr]equestId>', text)))
          if leaves(found) != there:
              print(path, 'has', there, 'values, and botocore finds', leaves(found))
          count += 1
      print('read', count)
      """;

  @Test
  void areInAwssOwnForms() throws IOException, InterruptedException {
    Path folder = Path.of("src/test/resources/dev/obstat/gateways/aws/answers");
    String said = python(folder);
    assumeThat(said)
        .as("what botocore reads stays untested without it")
        .doesNotContain("no botocore");
    assertThat(said.strip()).matches("read (1[5-9]|[2-9]\\d)");
  }

  private static String python(Path folder) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder("python3", "-c", PROGRAM, folder.toString())
              .redirectErrorStream(true)
              .start();
      try (InputStream out = process.getInputStream()) {
        String said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
      }
    } catch (IOException e) {
      return "no botocore: no python3";
    }
  }
}
