package dev.obstat.gateways.aws.model;

import dev.obstat.gateways.aws.model.ApiOperation.Access;
import dev.obstat.gateways.aws.model.ApiOperation.Form;
import dev.obstat.gateways.aws.model.ApiOperation.Named;
import dev.obstat.gateways.aws.model.Shape.Mark;
import dev.obstat.gateways.aws.model.Shape.Member;
import dev.obstat.gateways.aws.model.Shape.Place;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/// Reads one service's file of the index.
final class IndexReader {
  private static final Map<String, Mark> MARKS =
      Map.of(
          "!", Mark.REQUIRED,
          "secret", Mark.SECRET,
          "token", Mark.TOKEN,
          "streaming", Mark.STREAMING,
          "flattened", Mark.FLATTENED,
          "attribute", Mark.ATTRIBUTE,
          "jsonvalue", Mark.JSON_VALUE,
          "hostLabel", Mark.HOST_LABEL);

  private final Service service;
  private final Map<String, Shape> shapes = new HashMap<>();
  private final Map<String, String> templates = new HashMap<>();
  private final List<String> operationLines = new ArrayList<>();
  private final Map<String, String> interned = new HashMap<>();

  IndexReader(Service service) {
    this.service = service;
  }

  ServiceModel read(BufferedReader lines) throws IOException {
    Map<String, Member> members = new LinkedHashMap<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(" ")) {
        Member member = member(new StringTokenizer(line, " "));
        members.put(member.name(), member);
        continue;
      }
      StringTokenizer words = new StringTokenizer(line, " ");
      switch (words.nextToken()) {
        case "op" -> operationLines.add(line);
        case "resource" -> templates.put(words.nextToken(), words.nextToken());
        case "structure" -> {
          members = new LinkedHashMap<>();
          String name = words.nextToken();
          shapes.put(
              name, new Shape.Structure(Collections.unmodifiableMap(members), rest(words).secret));
        }
        case "list" -> list(words);
        case "map" -> map(words);
        case "document" -> shapes.put(words.nextToken(), new Shape.Document());
        case "#", "service", "name", "signing", "iam", "endpoint", "protocols", "version" -> {}
        case "target", "json", "global" -> {}
        default -> throw new IOException("unknown line `" + line + "`");
      }
    }
    Map<String, ApiOperation> operations = new LinkedHashMap<>();
    for (String line : operationLines) {
      ApiOperation operation = operation(new StringTokenizer(line, " "));
      operations.put(operation.name(), operation);
    }
    return new ServiceModel(service, operations, shapes);
  }

  private ApiOperation operation(StringTokenizer words) throws IOException {
    words.nextToken();
    String name = words.nextToken();
    List<Form> forms = new ArrayList<>(1);
    forms.add(new Form(same(words.nextToken()), words.nextToken()));
    Shape.Structure input = input(words.nextToken());
    Access access = Access.UNKNOWN;
    String action = name;
    List<Named> resources = List.of();
    List<Named> others = List.of();
    String host = null;
    boolean unsigned = false;
    List<String> secrets = List.of();
    while (words.hasMoreTokens()) {
      String word = words.nextToken();
      String value = word.substring(word.indexOf('=') + 1);
      switch (word.substring(0, word.length() - value.length())) {
        case "access=" -> access = Access.valueOf(value.toUpperCase(Locale.ROOT));
        case "action=" -> action = value;
        case "on=" -> resources = named(value);
        case "also=" -> forms.add(form(value));
        case "kinds=" -> others = named(value);
        case "host=" -> host = value;
        case "secrets=" -> secrets = List.of(value.split(",", -1));
        case "" -> unsigned = word.equals("unsigned");
        default -> throw new IOException("unknown word `" + word + "` of operation `" + name + "`");
      }
    }
    return new ApiOperation(
        name, forms, input, access, action, resources, others, host, unsigned, secrets);
  }

  /// `GET:/v2/email/identities`
  private Form form(String value) {
    int colon = value.indexOf(':');
    return new Form(same(value.substring(0, colon)), value.substring(colon + 1));
  }

  private Shape.Structure input(String name) throws IOException {
    if (name.equals("-")) {
      return Shape.Structure.EMPTY;
    }
    if (shapes.get(name) instanceof Shape.Structure structure) {
      return structure;
    }
    throw new IOException("`" + name + "` is no structure");
  }

  /// `db!(DBInstanceIdentifier);cluster(DBClusterIdentifier);proxy!`
  private List<Named> named(String value) throws IOException {
    List<Named> resources = new ArrayList<>();
    for (String part : value.split(";", -1)) {
      int open = part.indexOf('(') < 0 ? part.length() : part.indexOf('(');
      boolean always = part.charAt(open - 1) == '!';
      String type = part.substring(0, always ? open - 1 : open);
      String template = templates.get(type);
      if (template == null) {
        throw new IOException("no template for the resource `" + type + "`");
      }
      List<String> parameters =
          open == part.length()
              ? List.of()
              : List.of(part.substring(open + 1, part.length() - 1).split(",", -1));
      resources.add(new Named(type, always, template, parameters));
    }
    return resources;
  }

  private Member member(StringTokenizer words) throws IOException {
    String name = same(words.nextToken());
    Type type = typed(words.nextToken()).type;
    Set<Mark> marks = EnumSet.noneOf(Mark.class);
    Place place = Place.BODY;
    String wire = name;
    String ec2 = null;
    while (words.hasMoreTokens()) {
      String word = words.nextToken();
      Mark mark = MARKS.get(word);
      if (mark != null) {
        marks.add(mark);
        continue;
      }
      int equals = word.indexOf('=');
      String value = same(word.substring(equals + 1));
      switch (equals < 0 ? word : word.substring(0, equals)) {
        case "payload" -> place = Place.PAYLOAD;
        case "querymap" -> place = Place.QUERY_MAP;
        case "header" -> {
          place = Place.HEADER;
          wire = value;
        }
        case "headers" -> {
          place = Place.HEADERS;
          wire = value;
        }
        case "query" -> {
          place = Place.QUERY;
          wire = value;
        }
        case "uri" -> {
          place = Place.LABEL;
          wire = value;
        }
        case "wire" -> {
          marks.add(Mark.NAMED);
          wire = value;
        }
        case "ec2" -> ec2 = value;
        default -> throw new IOException("unknown word `" + word + "` of member `" + name + "`");
      }
    }
    return new Member(name, type, place, wire, ec2, List.copyOf(marks));
  }

  private void list(StringTokenizer words) throws IOException {
    String name = words.nextToken();
    Typed item = typed(words.nextToken());
    Rest rest = rest(words);
    shapes.put(name, new Shape.Sequence(item.type, item.wire, rest.flattened, rest.secret));
  }

  private void map(StringTokenizer words) throws IOException {
    String name = words.nextToken();
    Typed key = typed(words.nextToken());
    Typed value = typed(words.nextToken());
    Rest rest = rest(words);
    shapes.put(
        name,
        new Shape.Dictionary(
            key.type, key.wire, value.type, value.wire, rest.flattened, rest.secret));
  }

  /// `string`, `~string` (sensitive), `Tag`, `Tag@Item` (named on the wire).
  private Typed typed(String word) {
    boolean secret = word.startsWith("~");
    int at = word.indexOf('@');
    String name = word.substring(secret ? 1 : 0, at < 0 ? word.length() : at);
    Scalar scalar = Scalar.named(name);
    Type type = scalar == null ? new Type.Reference(same(name)) : new Type.Simple(scalar, secret);
    return new Typed(type, at < 0 ? null : same(word.substring(at + 1)));
  }

  private static Rest rest(StringTokenizer words) throws IOException {
    boolean flattened = false;
    boolean secret = false;
    while (words.hasMoreTokens()) {
      switch (words.nextToken()) {
        case "flattened" -> flattened = true;
        case "secret" -> secret = true;
        default -> throw new IOException("unknown word of a shape");
      }
    }
    return new Rest(flattened, secret);
  }

  /// One copy of each text: names repeat thousands of times.
  private String same(String text) {
    String before = interned.putIfAbsent(text, text);
    return before == null ? text : before;
  }

  private record Typed(Type type, @Nullable String wire) {}

  private record Rest(boolean flattened, boolean secret) {}
}
