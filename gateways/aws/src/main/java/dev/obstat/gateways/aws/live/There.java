package dev.obstat.gateways.aws.live;

/// A question, and the region it is asked in.
record There(String region, Question question) {

  String key() {
    return region + " " + question.key();
  }
}
