package dev.obstat.cedar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What people read when policy text is wrong: the place, what is wrong, and what would be right.
final class BadPolicyTextTest {
  @ParameterizedTest(name = "{0}")
  @DisplayName("a policy that is no policy")
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '\u0001',
      textBlock =
          """
          permit ¦ 1:7: expected `(`, found the end of the file
          allow(principal, action, resource); ¦ 1:1: expected `permit`, `forbid` or an annotation, found `allow`
          permit(principal, action, resource) ¦ 1:36: expected `when`, `unless` or `;`, found the end of the file
          permit(principal, action, resource) if { true }; ¦ 1:37: expected `when`, `unless` or `;`, found `if`
          permit(principal, action); ¦ 1:25: expected `,`, found `)`
          permit(principal, action,); ¦ 1:26: expected `resource`, found `)`
          permit(); ¦ 1:8: expected `principal`, found `)`
          permit(action, principal, resource); ¦ 1:8: expected `principal`, found `action`
          permit(principal, action, resource, context); ¦ 1:37: expected `)`, found `context`
          permit(principal: User, action, resource); ¦ 1:17: a type after `:` is not supported: write `principal is Type`
          permit(principal = User::"a", action, resource); ¦ 1:18: `=` is not an operator: write `==`
          permit(principal < User::"a", action, resource); ¦ 1:18: expected `==`, `in`, `is`, `,` or `)`, found `<`
          permit(principal == User, action, resource); ¦ 1:21: expected an entity, found the name `User`: write it as `Type::"id"`
          permit(principal == "ann", action, resource); ¦ 1:21: expected an entity such as `User::"alice"`, found the string `"ann"`
          permit(principal in [User::"a"], action, resource); ¦ 1:21: only `action` can be in a list: write a policy for each, or put them in a group
          permit(principal is User::"a", action, resource); ¦ 1:21: expected an entity type, found the entity `User::"a"`: compare with `==` or `in`
          permit(principal is User == User::"a", action, resource); ¦ 1:26: expected `in`, `,` or `)`, found `==`
          permit(principal, action is Action, resource); ¦ 1:26: `is` cannot stand after `action`: write `==` or `in`
          permit(principal, action == User::"a", resource); ¦ 1:29: `User::"a"` is not an action: its type must be `Action`
          permit(principal, action == [Action::"a"], resource); ¦ 1:29: expected an action such as `Action::"view"`, found `[`
          permit(principal, action in [Action::"a" Action::"b"], resource); ¦ 1:42: expected `]` or `,`, found `Action`
          permit(principal == in::"x", action, resource); ¦ 1:21: `in` is a reserved word and cannot be part of a name
          permit(principal == ?principal, action, resource); ¦ 1:21: templates are not supported, found the slot `?principal`: write a policy for each entity, or one for a group with `in`
          permit(principal, action, resource in ?resource); ¦ 1:39: templates are not supported, found the slot `?resource`: write a policy for each entity, or one for a group with `in`
          permit(principal, action == ?action, resource); ¦ 1:29: templates are not supported, found the slot `?action`: write a policy for each entity, or one for a group with `in`
          @ permit(principal, action, resource); ¦ 1:10: expected a string, found `principal`
          @a(b) permit(principal, action, resource); ¦ 1:4: expected a string, found `b`
          @a("x" permit(principal, action, resource); ¦ 1:8: expected `)`, found `permit`
          @a @b("x") @a("y") permit(principal, action, resource); ¦ 1:12: `@a` stands twice on this policy, first in line 1
          @id("") permit(principal, action, resource); ¦ 1:1: `@id` is empty: write a name, as in `@id("name")`
          @id permit(principal, action, resource); ¦ 1:1: `@id` is empty: write a name, as in `@id("name")`
          permit(principal, action, resource) when {}; ¦ 1:43: the condition of `when` is empty: remove it or write an expression
          permit(principal, action, resource) unless {}; ¦ 1:45: the condition of `unless` is empty: remove it or write an expression
          permit(principal, action, resource) when { true; ¦ 1:48: expected an operator or `}`, found `;`
          """)
  void badPolicy(String text, String problem) {
    assertThat(firstProblem(text)).isEqualTo(problem);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("an expression that is no expression")
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '\u0001',
      textBlock =
          """
          in Group::"x" ¦ 2:1: expected an expression, found `in`
          principal in ¦ 3:1: expected an expression, found `}`
          1 + ¦ 3:1: expected an expression, found `}`
          1 2 ¦ 2:3: expected an operator or `}`, found `2`
          (1 ¦ 3:1: expected an operator or `)`, found `}`
          [1, 2 ¦ 3:1: expected `]`, an operator or `,`, found `}`
          [1 2] ¦ 2:4: expected `]`, an operator or `,`, found `2`
          {a 1} ¦ 2:4: expected `:`, found `1`
          {1: 1} ¦ 2:2: expected an attribute's name or `}`, found `1`
          {a: 1, a: 2} ¦ 2:8: the attribute `a` stands twice in this record
          {if: 1} ¦ 2:2: `if` is a reserved word: write it in quotes
          1 == 2 == 3 ¦ 2:8: comparisons cannot be chained, found another `==`: join them with `&&` or use brackets
          principal has a has b ¦ 2:17: comparisons cannot be chained, found another `has`: join them with `&&` or use brackets
          principal = User::"a" ¦ 2:11: `=` is not an operator: write `==`
          1 / 2 == 0 ¦ 2:3: division is not part of Cedar: only `+`, `-` and `*` are
          1 % 2 == 0 ¦ 2:3: remainder is not part of Cedar: only `+`, `-` and `*` are
          !!!!!true ¦ 2:1: `!` stands 5 times in a row: at most four are allowed
          -----1 == 1 ¦ 2:1: `-` stands 5 times in a row: at most four are allowed
          !-1 == 1 ¦ 2:2: expected an expression, found `-`
          9223372036854775808 == 1 ¦ 2:1: the number `9223372036854775808` does not fit: numbers go from -9223372036854775808 to 9223372036854775807
          1 - 9223372036854775808 == 1 ¦ 2:5: the number `9223372036854775808` does not fit: numbers go from -9223372036854775808 to 9223372036854775807
          -9223372036854775809 == 1 ¦ 2:2: the number `9223372036854775809` does not fit: numbers go from -9223372036854775808 to 9223372036854775807
          if true then 1 ¦ 3:1: expected `else` or an operator, found `}`
          if true { 1 } ¦ 2:9: expected `then` or an operator, found `{`
          1 + if true then 1 else 2 ¦ 2:5: `if` next to an operator needs brackets: write `(if … then … else …)`
          user == 1 ¦ 2:1: unknown name `user`: write a string in quotes, or one of `principal`, `action`, `resource`, `context`
          Ns::User == 1 ¦ 2:1: expected an entity, found the name `Ns::User`: write `Type::"id"`
          Ns::User:: == 1 ¦ 2:12: expected a name or the entity's id in quotes, found `==`
          principal.in ¦ 2:11: `in` is a reserved word: write it as `["in"]`
          principal.1 ¦ 2:11: expected an attribute's or method's name, found `1`
          principal[0] ¦ 2:11: expected an attribute's name in quotes, found `0`
          principal["a" ¦ 3:1: expected `]`, found `}`
          principal has 1 ¦ 2:15: expected an attribute's name, found `1`
          principal has "a".b ¦ 2:18: expected an operator or `}`, found `.`
          principal has in ¦ 2:15: `in` is a reserved word: write it in quotes
          principal.name like name ¦ 2:21: expected a pattern in quotes, found `name`
          principal is ¦ 3:1: expected an entity type, found `}`
          principal is "User" ¦ 2:14: expected an entity type, found the string `"User"`
          principal(1) ¦ 2:1: unknown function `principal`
          (principal)(1) ¦ 2:12: this cannot be called: only functions and methods can
          decimel("1.0") == 1 ¦ 2:1: unknown function `decimel`: did you mean `decimal`?
          Ns::ip("::1") == 1 ¦ 2:1: unknown function `Ns::ip`
          contains([1], 1) ¦ 2:1: `contains` is a method: write `value.contains(…)`
          [1].contain(1) ¦ 2:5: unknown method `contain`: did you mean `contains`?
          "1.0".decimal() == 1 ¦ 2:7: `decimal` is a function, not a method: write `decimal(…)`
          [1].contains() ¦ 2:5: `contains` takes one argument, found 0
          [1].contains(1, 2) ¦ 2:5: `contains` takes one argument, found 2
          [1].isEmpty(1) ¦ 2:5: `isEmpty` takes no argument, found 1
          ?principal == 1 ¦ 2:1: templates are not supported, found the slot `?principal`: write a policy for each entity, or one for a group with `in`
          __cedar::Long::"x" == 1 ¦ 2:1: `__cedar` is a reserved word and cannot be part of a name
          true & false ¦ 2:6: the character `&` has no meaning here: write `&&`
          true | false ¦ 2:6: the character `|` has no meaning here: write `||`
          principal == 'x' ¦ 2:14: the character `'` has no meaning here: strings are in double quotes
          true § false ¦ 2:6: the character `§` has no meaning here
          "abc ¦ 2:1: this string does not end: expected `"`
          "äb\\q" == "x" ¦ 2:4: `\\q` is not an escape
          "a\\*" == "x" ¦ 2:3: `\\*` is not an escape: `\\*` is only for the pattern of `like`
          "\\x4" == "x" ¦ 2:2: `\\x4` is not an escape: `\\x` takes two hex digits
          "\\xff" == "x" ¦ 2:2: `\\xff` is beyond `\\x7f`: write `\\u{…}`
          "\\u41" == "x" ¦ 2:2: `\\u` is not an escape: write `\\u{…}` with hex digits
          "\\u{}" == "x" ¦ 2:2: `\\u{}` is not an escape: `\\u{…}` takes one to six hex digits
          "\\u{1234567}" == "x" ¦ 2:2: `\\u{1234567}` is not an escape: `\\u{…}` takes one to six hex digits
          "\\u{d800}" == "x" ¦ 2:2: `\\u{d800}` is not a Unicode character
          "\\u{110000}" == "x" ¦ 2:2: `\\u{110000}` is not a Unicode character
          """)
  void badExpression(String expression, String problem) {
    String text = "permit(principal, action, resource) when {\n" + expression + "\n};";
    assertThat(firstProblem(text)).isEqualTo(problem);
  }

  @Test
  @DisplayName("what was expected is also told as a list")
  void expected() {
    assertThat(problems("permit(principal, action, resource) { true };").getFirst().expected())
        .containsExactly("`when`", "`unless`", "`;`");
  }

  @Test
  @DisplayName("one bad policy does not hide the next one's problems")
  void several() {
    assertThat(
            TestPolicies.problems(
                """
                permit(principal, action);
                @id("fine") permit(principal, action, resource);
                forbid(principal, action, resource) when { foo.bar || decimel("1") == 1 }
                permit(principal, action, resource) when { 1 + };
                @id("fine") forbid(principal, action, resource);
                """))
        .isEqualTo(
            """
            test.cedar:1:25: expected `,`, found `)`
            test.cedar:3:44: unknown name `foo`: write a string in quotes, or one of `principal`, `action`, `resource`, `context`
            test.cedar:3:55: unknown function `decimel`: did you mean `decimal`?
            test.cedar:4:1: expected `when`, `unless` or `;`, found `permit`
            test.cedar:4:48: expected an expression, found `}`
            test.cedar:5:1: the policy id `fine` is taken by the policy at test.cedar:2:1: choose another with `@id`""");
  }

  @Test
  @DisplayName("problems stand in the order of files and places, whoever finds them")
  void order() {
    ParseResult result =
        PolicySet.parse(
            List.of(
                new SourceFile(
                    "z.cedar", "permit(x);\npermit(principal, action, resource) when { § };"),
                new SourceFile("a.cedar", "forbid(y); &")));
    assertThat(((ParseResult.Rejected) result).problems())
        .extracting(problem -> problem.position().toString())
        .containsExactly("z.cedar:1:8", "z.cedar:2:44", "a.cedar:1:8", "a.cedar:1:12");
  }

  @Test
  @DisplayName("an id may be taken across files, and by a policy without one")
  void sharedIds() {
    ParseResult result =
        PolicySet.parse(
            List.of(
                new SourceFile("a.cedar", "permit(principal, action, resource);"),
                new SourceFile(
                    "b.cedar", "@id(\"policy0\") permit(principal, action, resource);")));
    assertThat(((ParseResult.Rejected) result).problems())
        .extracting(Problem::toString)
        .containsExactly(
            "b.cedar:1:1: the policy id `policy0` is taken by the policy at a.cedar:1:1: choose"
                + " another with `@id`");
  }

  @Test
  @DisplayName("invisible characters of the text are shown, and long text is cut")
  void shown() {
    assertThat(firstProblem("permit\u202e(principal, action, resource);"))
        .isEqualTo("1:7: the character `\\u{202e}` has no meaning here");
    assertThat(firstProblem("x".repeat(100)))
        .isEqualTo(
            "1:1: expected `permit`, `forbid` or an annotation, found `" + "x".repeat(60) + "…`");
  }

  @Test
  @DisplayName("columns count characters and lines end as editors think")
  void columns() {
    assertThat(firstProblem("// 😀\r\n/* */")).startsWith("2:1: ");
    assertThat(firstProblem("@a(\"😀\") x(")).startsWith("1:9: ");
    assertThat(firstProblem("// one\r// two\n\n  x")).startsWith("4:3: ");
  }

  @Test
  @DisplayName("nesting of every sort has a bound, on a small stack too")
  void nesting() throws InterruptedException {
    int many = 50_000;
    List<String> deep =
        List.of(
            "(".repeat(many) + "1",
            "[".repeat(many),
            "{a:".repeat(many),
            "if ".repeat(many),
            "if true then 1 else ".repeat(many) + "1",
            "1" + " + 1".repeat(many),
            "1" + " * 1".repeat(many),
            "context" + ".a".repeat(many),
            "context" + "[\"a\"]".repeat(many),
            "context has a" + ".a".repeat(many),
            "ip(".repeat(many),
            "[1].contains(".repeat(many),
            "(".repeat(60) + "1" + " + 1 + 1 + 1 + 1 + 1)".repeat(60));
    AtomicReference<List<String>> answers = new AtomicReference<>(List.of());
    Thread small =
        new Thread(
            null,
            () -> {
              List<String> found = new ArrayList<>();
              for (String expression : deep) {
                found.add(
                    TestPolicies.problems(
                        "permit(principal, action, resource) when { " + expression + " };"));
              }
              answers.set(found);
            },
            "small stack",
            512 * 1024);
    small.start();
    small.join();
    assertThat(answers.get())
        .hasSize(deep.size())
        .allMatch(problem -> problem.contains("this expression is too deep: at most 100 levels"));
  }

  @Test
  @DisplayName("what is just within the bound is read and evaluated on a small stack")
  void deepestAllowed() throws InterruptedException {
    String expression = "(".repeat(95) + "1" + ")".repeat(95) + " == 1";
    String sum = "1" + " + 1".repeat(95) + " == 96";
    String record = "{a: ".repeat(95) + "1" + "}".repeat(95);
    String text =
        "permit(principal, action, resource) when { "
            + expression
            + " && "
            + sum
            + " } when { "
            + record
            + " == "
            + record
            + " } when { true"
            + " && true".repeat(5_000)
            + " };";
    AtomicReference<Evaluation> answer = new AtomicReference<>();
    EntityUid any = new EntityUid("T", "t");
    Thread small =
        new Thread(
            null,
            () ->
                answer.set(
                    TestPolicies.parse(text)
                        .evaluate(new Request(any, any, any, Value.Record.EMPTY), Entities.EMPTY)),
            "small stack",
            512 * 1024);
    small.start();
    small.join();
    assertThat(answer.get().satisfiedPermits()).hasSize(1);
  }

  @Test
  @DisplayName("too much text, too many policies and too many problems are told as such")
  void bounds() {
    assertThat(firstProblem(" ".repeat(Bounds.TEXT + 1)))
        .isEqualTo("1:1: too much policy text: a set holds at most 2000000 characters");
    assertThat(firstProblem("permit(principal,action,resource);\n".repeat(Bounds.POLICIES + 1)))
        .isEqualTo("10001:1: too many policies: a set holds at most 10000");
    assertThat(problems("x;".repeat(1_000))).hasSize(Bounds.PROBLEMS);
  }

  private static List<Problem> problems(String text) {
    return switch (TestPolicies.read(text)) {
      case ParseResult.Parsed _ -> List.of();
      case ParseResult.Rejected rejected -> rejected.problems();
    };
  }

  private static String firstProblem(String text) {
    List<Problem> problems = problems(text);
    return problems.isEmpty()
        ? "read without a problem"
        : problems.getFirst().toString().replaceFirst("^test\\.cedar:", "");
  }
}
