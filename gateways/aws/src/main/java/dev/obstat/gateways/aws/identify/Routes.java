package dev.obstat.gateways.aws.identify;

import dev.obstat.gateways.aws.model.ApiOperation;
import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.model.Protocol;
import dev.obstat.gateways.aws.model.Service;
import dev.obstat.gateways.aws.model.ServiceModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The routes of the REST services, made when a service is first asked for.
final class Routes {
  private final AwsModels models;
  private final Map<String, Map<String, List<Route>>> byService = new ConcurrentHashMap<>();

  Routes(AwsModels models) {
    this.models = models;
  }

  /// All routes of a service with this method.
  List<Route> of(Service service, String method) {
    return byService
        .computeIfAbsent(service.id(), _ -> read(models.model(service)))
        .getOrDefault(method, List.of());
  }

  static boolean speaksRest(Service service) {
    return service.speaks(Protocol.REST_JSON) || service.speaks(Protocol.REST_XML);
  }

  private static Map<String, List<Route>> read(ServiceModel model) {
    Map<String, List<Route>> byMethod = new HashMap<>();
    for (ApiOperation operation : model.operations()) {
      for (ApiOperation.Form form : operation.forms()) {
        byMethod
            .computeIfAbsent(form.method(), _ -> new ArrayList<>())
            .add(new Route(model, operation, form));
      }
    }
    return byMethod;
  }
}
