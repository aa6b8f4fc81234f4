package dev.obstat.gateways.aws.decode;

/// Where in the parameters something is, for messages: `Tags[2].Key`.
final class Paths {
  private Paths() {}

  static String member(String at, String name) {
    return at.isEmpty() ? name : at + "." + name;
  }

  static String item(String at, int index) {
    return at + "[" + index + "]";
  }
}
