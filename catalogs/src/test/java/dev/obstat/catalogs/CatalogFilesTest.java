package dev.obstat.catalogs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.catalog.Catalog;
import dev.obstat.core.impact.Impact;
import dev.obstat.core.questions.Without;
import dev.obstat.core.source.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people wrote and what importers found, in one catalog.
final class CatalogFilesTest {
  private static final String PEOPLE =
      """
      apiVersion: backstage.io/v1alpha1
      kind: Component
      metadata:
        name: orders
        annotations:
          obstat.dev/customers: "900"
      spec:
        dependsOn: [resource:orders-db]
      ---
      apiVersion: backstage.io/v1alpha1
      kind: Resource
      metadata:
        name: orders-db
        annotations:
          obstat.dev/match: arn:aws:rds:eu-west-1:*:db:orders
      ---
      apiVersion: backstage.io/v1alpha1
      kind: Resource
      metadata:
        name: scratch
        annotations:
          obstat.dev/stage: staging
          obstat.dev/match: arn:aws:s3:::scratch
      """;

  private static final String STATE =
      """
      {
        "version": 4,
        "resources": [
          {"mode": "managed", "type": "aws_vpc", "name": "main", "instances": [
            {"attributes": {"arn": "arn:aws:ec2:eu-west-1:1:vpc/vpc-1"}, "dependencies": []}]},
          {"module": "module.data[\\"eu\\"]", "mode": "managed", "type": "aws_db_instance", "name": "orders",
           "instances": [{"index_key": 0,
             "attributes": {"arn": "arn:aws:rds:eu-west-1:1:db:orders", "availability_zone": "eu-west-1b",
               "password": "hunter2"},
             "dependencies": ["aws_vpc.main"]}]},
          {"mode": "managed", "type": "aws_s3_bucket", "name": "scratch", "instances": [
            {"attributes": {"arn": "arn:aws:s3:::scratch", "tags": {"env": "dev"}}}]},
          {"mode": "managed", "type": "aws_s3_bucket_policy", "name": "scratch", "instances": [
            {"attributes": {"id": "scratch"}, "dependencies": ["aws_s3_bucket.scratch"]}]},
          {"mode": "data", "type": "aws_ami", "name": "x", "instances": [{}]}
        ]
      }
      """;

  @TempDir private Path directory;

  @Test
  void whatAStateDependsOnTakesDownWhatPeopleWrote() throws IOException {
    Catalog catalog = loaded(people(), state(STATE, false));
    Impact impact = Without.of(catalog, List.of("resource:terraform/aws_vpc.main")).impact();
    assertThat(impact.down()).containsExactly("orders");
    assertThat(
            catalog.entities().stream()
                .map(entity -> entity.ref() + " " + entity.provider())
                .filter(line -> line.startsWith("resource:terraform/module.data")))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line)
                    .startsWith("resource:terraform/module.data-eu-.aws_db_instance.orders-0-")
                    .endsWith(" aws/eu-west-1/eu-west-1b"));
  }

  @Test
  void aResourceThatOnlyAStateKnowsStaysUnboundUnlessPeopleTrustTheState() throws IOException {
    String vpc = "arn:aws:ec2:eu-west-1:1:vpc/vpc-1";
    assertThat(loaded(people(), state(STATE, false)).bind(vpc).isUnbound()).isTrue();
    Catalog trusting = loaded(people(), state(STATE, true));
    assertThat(trusting.bind(vpc).isUnbound()).isFalse();
    assertThat(Without.of(trusting, List.of(vpc)).impact().down()).containsExactly("orders");
    assertThat(trusting.digest()).isNotEqualTo(loaded(people(), state(STATE, false)).digest());
  }

  @Test
  void aTagRaisesAStageAndNeverLowersIt() throws IOException {
    Catalog same = loaded(people(), state(STATE, false));
    assertThat(same.bind("arn:aws:s3:::scratch").stage()).isEqualTo("staging");
    Catalog raised = loaded(people(), state(STATE.replace("dev", "prod"), false));
    assertThat(raised.bind("arn:aws:s3:::scratch").stage()).isEqualTo("production");
    String lowering = STATE.replace("\"password\": \"hunter2\"", "\"tags\": {\"stage\": \"dev\"}");
    Catalog kept = loaded(people(), state(lowering, false));
    assertThat(kept.bind("arn:aws:rds:eu-west-1:1:db:orders").stage()).isEqualTo("production");
  }

  @Test
  void nothingSecretOfAStateReachesTheCatalog() throws IOException {
    assertThat(loaded(people(), state(STATE, true)).entities().toString())
        .doesNotContain("hunter2");
  }

  @Test
  void brokenStatesAreReportedWithFileAndLine() throws IOException {
    assertThat(problems(state("{\"version\": 4,\n \"resources\": {}}", false)))
        .containsExactly("terraform:x.tfstate:2:15: `resources` is a mapping, not a list");
    assertThat(problems(state("{\"version\": 3}", false)).getFirst())
        .contains("a state of format `3`");
    assertThat(problems(state("{\"version\": 4,\n", false)).getFirst())
        .startsWith("terraform:x.tfstate:2:")
        .contains("not JSON");
    assertThat(problems(state("{\"planned_values\": {}}", false)).getFirst())
        .contains("this is a plan");
    assertThat(problems(state("[".repeat(200), false)).getFirst()).contains("not JSON");
    String twice = "{\"version\":4,\"version\":4}";
    assertThat(problems(state(twice, false)).getFirst()).contains("not JSON");
  }

  @Test
  void whatTerraformShowsIsReadWithItsModules() throws IOException {
    String shown =
        """
        {"format_version": "1.0", "values": {"root_module": {
          "resources": [{"address": "aws_vpc.main", "mode": "managed", "type": "aws_vpc", "name": "main",
            "values": {"arn": "arn:aws:ec2:eu-west-1:1:vpc/vpc-1"}}],
          "child_modules": [{"address": "module.data", "resources": [
            {"address": "module.data.aws_db_instance.orders[0]", "mode": "managed",
             "type": "aws_db_instance", "name": "orders", "index": 0,
             "values": {"arn": "arn:aws:rds:eu-west-1:1:db:orders"}, "depends_on": ["aws_vpc.main"]}]}]}}}
        """;
    Catalog catalog = loaded(people(), state(shown, false));
    assertThat(Without.of(catalog, List.of("resource:terraform/aws_vpc.main")).impact().down())
        .containsExactly("orders");
  }

  @Test
  void manifestsSayWhatAWorkloadNeedsAndHowManyPodsItCanLose() throws IOException {
    String manifests =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: orders, namespace: shop, labels: {backstage.io/kubernetes-id: orders}}
        spec:
          replicas: 2
          template:
            metadata: {labels: {app: orders}}
            spec:
              volumes: [{name: data, persistentVolumeClaim: {claimName: orders-data}}]
              containers:
                - name: server
                  env:
                    - {name: CACHE, value: "cache:6379"}
                    - {name: GREETING, value: "cache"}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: cache, namespace: shop}
        spec: {selector: {app: cache}}
        ---
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: cache, namespace: shop}
        spec:
          replicas: 3
          template: {metadata: {labels: {app: cache}}}
        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: {name: cache, namespace: shop}
        spec: {minAvailable: 2, selector: {matchLabels: {app: cache}}}
        ---
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: orders-data, namespace: shop}
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: {name: way-in, namespace: shop}
        spec: {rules: [{http: {paths: [{backend: {service: {name: cache}}}]}}]}
        """;
    Catalog catalog = loaded(people(), kubernetes("m.yaml", manifests, false));
    assertThat(down(catalog, "resource:kubernetes/shop.persistentvolumeclaims.orders-data"))
        .containsExactly("orders");
    assertThat(down(catalog, "resource:kubernetes/shop.statefulsets.cache"))
        .containsExactly("orders");
    assertThat(catalog.find(ref("shop.statefulsets.cache")).orElseThrow().edges().needs())
        .singleElement()
        .satisfies(need -> assertThat(need.references()).hasSize(3))
        .satisfies(need -> assertThat(need.toString()).contains("least=2"));
    assertThat(catalog.bind("kubernetes:shop/deployments/orders").isUnbound()).isTrue();
    Catalog trusting = loaded(people(), kubernetes("m.yaml", manifests, true));
    assertThat(down(trusting, "kubernetes:shop/services/cache")).containsExactly("orders");
  }

  @Test
  void liveListsJoinWorkloadsToTheirPodsByOwnerReferences() throws IOException {
    String list =
        """
        {"apiVersion": "v1", "kind": "List", "items": [
          {"apiVersion": "apps/v1", "kind": "Deployment",
           "metadata": {"name": "orders", "namespace": "shop"}, "spec": {"replicas": 2}},
          {"apiVersion": "apps/v1", "kind": "ReplicaSet",
           "metadata": {"name": "orders-1", "namespace": "shop",
             "ownerReferences": [{"kind": "Deployment", "name": "orders"}]}, "spec": {"replicas": 2}},
          {"apiVersion": "apps/v1", "kind": "ReplicaSet",
           "metadata": {"name": "orders-0", "namespace": "shop",
             "ownerReferences": [{"kind": "Deployment", "name": "orders"}]}, "spec": {"replicas": 0}},
          {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "orders-1-a", "namespace": "shop",
             "ownerReferences": [{"kind": "ReplicaSet", "name": "orders-1"}]}},
          {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "orders-1-b", "namespace": "shop",
             "ownerReferences": [{"kind": "ReplicaSet", "name": "orders-1"}]}}
        ]}
        """;
    Catalog catalog = loaded(people(), kubernetes("live.json", list, false));
    assertThat(
            catalog.find(ref("shop.replicasets.orders-1")).orElseThrow().edges().needs().toString())
        .contains("least=1", "shop.pods.orders-1-a", "shop.pods.orders-1-b");
    assertThat(
            catalog.find(ref("shop.deployments.orders")).orElseThrow().edges().needs().toString())
        .contains("orders-1")
        .doesNotContain("orders-0");
  }

  @Test
  void brokenManifestsAreReportedWithFileAndLine() throws IOException {
    assertThat(problems(kubernetes("m.yaml", "kind: Pod\n", false)).getFirst())
        .isEqualTo("kubernetes:m.yaml:1:1: not a manifest: `apiVersion` or `kind` is missing");
    String pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n";
    assertThat(problems(kubernetes("m.yaml", pod + "---\n" + pod, false)))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line)
                    .contains(
                        "`kubernetes:default/pods/a` is already described at m.yaml:1:1"
                            .replace("m.yaml", "kubernetes:m.yaml")));
    assertThat(problems(kubernetes("m.yaml", "apiVersion: v1\nkind: Pod\n", false)).getFirst())
        .contains("a Pod without `metadata.name`");
    StringBuilder bomb = new StringBuilder("a: &a [x, x]\n");
    for (char c = 'b'; c <= 'z'; c++) {
      String before = String.valueOf((char) (c - 1));
      bomb.append(c).append(": &").append(c).append(" [").append(("*" + before + ", ").repeat(9));
      bomb.append('*').append(before).append("]\n");
    }
    assertThat(problems(kubernetes("m.yaml", bomb.toString(), false))).isNotEmpty();
  }

  @Test
  void aTableIsWhatPeopleWouldHaveWritten() throws IOException {
    String table =
        """
        name,owner,people,tier,customers,revenue,recovery,depends-on,match,kind,stage
        # invented
        shop,storefront,ada;bo,0,41000,18400 USD,PT2H,pay;resource:shop-db,,,
        pay,payments,bo,0,0,0 USD,PT1H,,"arn:aws:sqs:*:*:pay;arn:aws:sqs:*:*:pay-later",,production
        shop-db,storefront,,,,,PT4H,,arn:aws:rds:*:*:db:shop,resource,
        """;
    Catalog catalog = loaded(csv(table));
    assertThat(down(catalog, "arn:aws:rds:eu-west-1:1:db:shop")).containsExactly("shop");
    assertThat(down(catalog, "arn:aws:sqs:eu-west-1:1:pay-later")).containsExactly("pay", "shop");
    assertThat(catalog.groupsOf("bo")).containsExactlyInAnyOrder("storefront", "payments");
    assertThat(catalog.ownersOf("pay")).contains("payments");
    assertThat(catalog.currency()).isEqualTo("USD");
  }

  @Test
  void brokenTablesAreReportedWithFileAndLine() throws IOException {
    assertThat(problems(csv("name,onwer\nx,y\n")))
        .containsExactly("csv:t.csv:1:6: there is no column `onwer`; did you mean `owner`?");
    assertThat(problems(csv("name,customers\nx,-4\n")).getFirst())
        .startsWith("csv:t.csv:2:3: `-4` ");
    assertThat(problems(csv("name,depends-on\nx,nobody\n")).getFirst())
        .contains("csv:t.csv:2:3: `x` depends on `nobody`, which nothing describes");
    assertThat(problems(csv("name\nx\nx\n")).getFirst()).contains("`x` is already described at");
    assertThat(problems(csv("name,title\nx,\"open\n")).getFirst())
        .contains("csv:t.csv:2:3: this quote is never closed");
    assertThat(problems(csv("owner\nx\n")).getFirst()).contains("the column `name` is missing");
    assertThat(problems(csv("name\nx,y\n")).getFirst()).contains("more cells than there are");
    assertThat(problems(csv("")).getFirst()).contains("is empty");
  }

  @Test
  void theAnswerOfABackstageCatalogIsReadAsItsFilesAre() throws IOException {
    String answer =
        """
        [{"apiVersion": "backstage.io/v1alpha1", "kind": "Component",
          "metadata": {"name": "orders", "namespace": "default", "uid": "1", "annotations":
            {"backstage.io/managed-by-location": "url:x", "obstat.dev/customers": "5"}},
          "spec": {"type": "service"}, "relations": [{"type": "ownedBy", "targetRef": "group:default/x"}]}]
        """;
    Path file = Files.writeString(directory.resolve("answer.json"), answer);
    Catalog catalog = loaded(new CatalogSource.Backstage(file));
    assertThat(catalog.service("orders")).isPresent();
    Files.writeString(file, "{\"items\": " + answer + "}");
    assertThat(loaded(new CatalogSource.Backstage(file)).service("orders")).isPresent();
    Files.writeString(file, answer.replace("\"5\"", "\"-5\""));
    assertThat(problems(new CatalogSource.Backstage(file)).getFirst())
        .startsWith("answer.json:3:")
        .contains("`-5` is negative");
  }

  @Test
  void theCatalogOfTheDemoShopIsRead() {
    Path root = Path.of(System.getProperty("obstat.root"));
    Catalog catalog =
        loaded(new CatalogSource.Backstage(root.resolve("examples/catalogs/online-boutique")));
    assertThat(catalog.entities().stream().filter(entity -> entity.isService())).hasSize(11);
    assertThat(down(catalog, "resource:redis-cart"))
        .containsExactly("cartservice", "checkoutservice", "frontend", "loadgenerator");
    assertThat(down(catalog, "adservice")).containsExactly("adservice");
  }

  private static dev.obstat.core.catalog.Ref ref(String name) {
    return new dev.obstat.core.catalog.Ref("resource", "kubernetes", name);
  }

  private static List<String> down(Catalog catalog, String target) {
    return new ArrayList<>(Without.of(catalog, List.of(target)).impact().down());
  }

  private CatalogSource people() throws IOException {
    return new CatalogSource.Backstage(Files.writeString(directory.resolve("people.yaml"), PEOPLE));
  }

  private CatalogSource state(String text, boolean trusted) throws IOException {
    return new CatalogSource.Terraform(
        Files.writeString(directory.resolve("x.tfstate"), text), trusted);
  }

  private CatalogSource kubernetes(String name, String text, boolean trusted) throws IOException {
    return new CatalogSource.Kubernetes(Files.writeString(directory.resolve(name), text), trusted);
  }

  private CatalogSource csv(String text) throws IOException {
    return new CatalogSource.Csv(Files.writeString(directory.resolve("t.csv"), text));
  }

  private static Catalog loaded(CatalogSource... sources) {
    return switch (CatalogFiles.read(Arrays.asList(sources))) {
      case CatalogFiles.Result.Loaded loaded -> loaded.catalog();
      case CatalogFiles.Result.Rejected no -> throw new AssertionError(no.problems());
    };
  }

  private static List<String> problems(CatalogSource... sources) {
    return switch (CatalogFiles.read(Arrays.asList(sources))) {
      case CatalogFiles.Result.Loaded _ -> throw new AssertionError("it loaded");
      case CatalogFiles.Result.Rejected no ->
          no.problems().stream().map(Problem::toString).toList();
    };
  }
}
