package dev.obstat.gateways.aws.model;

/// What a member, item, key or value is.
public sealed interface Type {

  /// A value without parts.
  ///
  /// @param secret whether the model marks the type as sensitive
  record Simple(Scalar scalar, boolean secret) implements Type {}

  /// A shape of the same service, by name: shapes may contain themselves.
  record Reference(String shape) implements Type {}
}
