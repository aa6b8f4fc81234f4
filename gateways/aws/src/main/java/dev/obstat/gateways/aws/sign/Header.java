package dev.obstat.gateways.aws.sign;

/// One header field as it stood on the wire.
///
/// @param name in the client's spelling
/// @param value one character per byte (ISO-8859-1), because a signature covers bytes
public record Header(String name, String value) {

  public boolean is(String otherName) {
    return name.equalsIgnoreCase(otherName);
  }
}
