package dev.obstat.gateways.aws.model;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A service with its operations and the shapes of their inputs.
public final class ServiceModel {
  private final Service service;
  private final Map<String, ApiOperation> operations;
  private final Map<String, Shape> shapes;

  ServiceModel(Service service, Map<String, ApiOperation> operations, Map<String, Shape> shapes) {
    this.service = service;
    this.operations = operations;
    this.shapes = shapes;
  }

  public Service service() {
    return service;
  }

  /// In the order of their names.
  public Collection<ApiOperation> operations() {
    return operations.values();
  }

  public @Nullable ApiOperation operation(String name) {
    return operations.get(name);
  }

  public Shape shape(Type.Reference reference) {
    Shape shape = shapes.get(reference.shape());
    if (shape == null) {
      throw new IllegalStateException(
          "the index of `" + service.id() + "` has no shape `" + reference.shape() + "`");
    }
    return shape;
  }
}
