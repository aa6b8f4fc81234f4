package dev.obstat.gateways.aws.sign;

/// A request on its way to the real service.
///
/// @param request as the client sent it; its own signature and framing are taken off
/// @param scheme `https` or `http`
/// @param authority host and, unless it is the scheme's own, port: from our table, never from the
///   client
/// @param service the signing name
public record Outgoing(
    RawRequest request,
    String scheme,
    String authority,
    String region,
    String service,
    OutgoingBody body) {

  public Outgoing {
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw new IllegalArgumentException("not a scheme for AWS: `" + scheme + "`");
    }
    if (body instanceof OutgoingBody.Unsigned && !scheme.equals("https")) {
      throw new IllegalArgumentException("an unsigned body may go over https only");
    }
  }
}
