package dev.obstat.gateways.aws.model;

import java.util.Arrays;

/// How a service is spoken to. It also decides the form of an error answer.
public enum Protocol {
  JSON("json"),
  QUERY("query"),
  EC2("ec2"),
  REST_JSON("rest-json"),
  REST_XML("rest-xml"),
  CBOR("cbor");

  private final String word;

  Protocol(String word) {
    this.word = word;
  }

  static Protocol named(String word) {
    return Arrays.stream(values())
        .filter(protocol -> protocol.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown protocol `" + word + "`"));
  }

  /// The name in the index and in messages.
  public String word() {
    return word;
  }
}
