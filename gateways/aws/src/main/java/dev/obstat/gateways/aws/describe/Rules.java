package dev.obstat.gateways.aws.describe;

import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Reversibility;
import dev.obstat.core.action.Value;
import dev.obstat.gateways.aws.model.ApiOperation;
import dev.obstat.gateways.aws.model.ApiOperation.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// Effect, harms and reversibility of an operation: curated lines first, then what the answer
/// holds, then IAM's access level, then the verb. Where two disagree the worse one holds.
final class Rules {
  private static final Pattern READING =
      Pattern.compile(
          "(?:Admin)?(?:Batch)?(?:Get|List|Describe|Search|Head|Query|Scan|Select|Lookup|View|Check|Count|Estimate|Preview|Simulate|Detect|Discover|Verify|Validate|Is|Receive|Filter|Poll|Read|Retrieve|Classify|Compare|Recognize|Analyze|Predict|Resolve|Summarize|Translate|Calculate|Evaluate|Export|Download|Generate|Test|Transact|Assess|Infer|Render|Synthesize|Convert|Suggest|Contains|Decode|Encrypt|Sign|Request|Forecast|Optimize|Geocode|Autocomplete|Reverse|Conditional|Sample)[A-Z0-9].*|Query|Scan|Search|Suggest|Sign|Encrypt|Verify|Render");
  private static final Pattern PLAIN_READ = Pattern.compile("(?:Batch)?(?:Describe|Get|List).*");

  /// Names of members that are secret in themselves, among all that models mark as sensitive: most
  /// of those are names, notes and addresses of people.
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i).*(?:password|passphrase|secret|secretkey|secretaccesskey|sessiontoken|accesstoken|authtoken|refreshtoken|idtoken|jointoken|accesskeyid|credentials?|privatekey|apikey|keymaterial|plaintext|clientsecret|environmentvariables|runtimeenvironmentvariables|runtimeenvironmentsecrets|presharedkey|authorizationtoken|signedtoken|streamkey|ingestendpoint|connectionstring|token)(?:\\..*)?");

  /// Members that are credentials by their names, among the sensitive ones: whoever has the answer
  /// acts elsewhere with it.
  private static final Pattern CREDENTIAL =
      Pattern.compile(
          "(?i)(?:.*\\.)?(?:secretaccesskey|sessiontoken|uploadcredentials|artifactcredentials"
              + "|rolecredentials|dbpassword|servicepassword|servicecredentialsecret"
              + "|usernamepassword|temporarypassword|authtoken|tokenvalue|accesstoken|idtoken"
              + "|refreshtoken|sourceaccesstoken|destinationaccesstoken|webidentitytoken|clitoken"
              + "|webtoken|embedurl|privatekeybase64)"
              + "|(?i)(?:instanceaccess\\.)?credentials(?:\\..*)?");

  private static final Pattern PAGE_TOKEN =
      Pattern.compile(
          "(?i)(?:.*\\.)?(?:next|page|pagination|continuation|client|clientrequest)_?token");

  private final List<Rule> curated =
      Curated.lines("operations.txt").stream().map(Rule::parse).toList();
  private final List<Rule> verbs = Curated.lines("verbs.txt").stream().map(Rule::parse).toList();
  private final Map<String, List<Rule>> byOperation = new ConcurrentHashMap<>();

  /// The rule for a request.
  Rule decide(String iam, ApiOperation operation, Value.Structure parameters) {
    List<Rule> candidates =
        byOperation.computeIfAbsent(iam + ":" + operation.name(), _ -> candidates(iam, operation));
    List<Rule> fitting = new ArrayList<>();
    for (Rule rule : candidates) {
      if (rule.pattern().holds(parameters)) {
        boolean first = fitting.isEmpty();
        if (first || rule.pattern().isConditional()) {
          fitting.add(rule);
        }
        if (!rule.pattern().isConditional() || (first && rule.effect() == Effect.READ)) {
          break;
        }
      }
    }
    return fitting.stream().reduce(Rule::join).orElseThrow();
  }

  /// The rules that may apply, the certain one last.
  private List<Rule> candidates(String iam, ApiOperation operation) {
    List<Rule> named =
        curated.stream()
            .filter(rule -> rule.pattern().names(iam, operation.name()))
            .filter(rule -> !rule.softens() || rule.pattern().isKnownTo(operation.input()))
            .toList();
    List<Rule> all = new ArrayList<>(named);
    all.add(general(iam, operation));
    return List.copyOf(all);
  }

  private Rule general(String iam, ApiOperation operation) {
    String name = operation.name();
    Rule verb =
        verbs.stream().filter(rule -> rule.pattern().names(iam, name)).findFirst().orElseThrow();
    boolean reads =
        switch (operation.access()) {
          case READ, LIST -> READING.matcher(name).matches();
          case UNKNOWN, PERMISSIONS -> PLAIN_READ.matcher(name).matches();
          case WRITE, TAGGING -> false;
        };
    if (operation.secretsInAnswer().stream().anyMatch(CREDENTIAL.asMatchPredicate())) {
      return rule(verb, Effect.MINT, reads, "the answer holds credentials");
    }
    boolean shows = operation.secretsInAnswer().stream().anyMatch(Rules::secret);
    // A change that also shows something stays a change: freezes and reviews look for those.
    boolean unknownVerb = verb.equals(verbs.getLast());
    if (shows && (reads || unknownVerb || verb.effect() == Effect.CREATE)) {
      return rule(verb, Effect.DISCLOSE, reads, "the answer holds what the model marks as secret");
    }
    if (reads) {
      return rule(verb, Effect.READ, true, "reads");
    }
    if (operation.access() == Access.PERMISSIONS) {
      return rule(verb, Effect.PERMISSIONS, false, "IAM calls it permissions management");
    }
    return verb;
  }

  private static Rule rule(Rule verb, Effect effect, boolean harmless, String why) {
    return new Rule(
        verb.pattern(),
        effect,
        harmless ? Set.of() : verb.harms(),
        effect == Effect.READ
            ? new Reversibility.Reversible()
            : effect.discloses()
                ? new Reversibility.Irreversible("what was shown cannot be taken back")
                : verb.reversibility(),
        why);
  }

  /// Values that are pending are shown masked by every service.
  private static boolean secret(String path) {
    return SECRET.matcher(path).matches()
        && !PAGE_TOKEN.matcher(path).matches()
        && !path.contains("PendingModifiedValues");
  }
}
