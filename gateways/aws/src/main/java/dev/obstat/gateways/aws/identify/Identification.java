package dev.obstat.gateways.aws.identify;

import dev.obstat.core.action.Operation;
import dev.obstat.gateways.aws.model.ApiOperation;
import dev.obstat.gateways.aws.model.Protocol;
import dev.obstat.gateways.aws.model.Service;
import dev.obstat.gateways.aws.model.ServiceModel;
import java.util.List;
import java.util.Map;

/// What a request was found to ask for.
public sealed interface Identification {

  /// Exactly this operation.
  ///
  /// @param model the service
  /// @param form at which of its places it was asked
  /// @param protocol how it was asked, which is also the form of an error answer
  /// @param jsonVersion `1.0` or `1.1` of the JSON protocol; empty for others
  /// @param labels what stands in the path, by label, decoded
  /// @param body what the body is to this operation
  /// @param twins services that share the signing name and have the same operation at the same
  ///   place, when nothing in the request tells them apart
  record Identified(
      ServiceModel model,
      ApiOperation operation,
      ApiOperation.Form form,
      Protocol protocol,
      String jsonVersion,
      Map<String, String> labels,
      BodyUse body,
      List<Service> twins)
      implements Identification {
    public Identified {
      labels = Map.copyOf(labels);
      twins = List.copyOf(twins);
    }

    /// Its name in policies: `aws:rds:DeleteDBInstance`. The service is the prefix of its actions
    /// in IAM.
    public Operation named() {
      return new Operation("aws", model.service().iam(), operation.name());
    }
  }

  /// The operation is named in the body: read it, within the bound, and ask again.
  record BodyNeeded() implements Identification {}

  /// Well formed, and no operation of the index: newer than it, or none at all. Never guessed.
  ///
  /// @param service the signing name
  /// @param asked what the request says, for people
  /// @param why what was looked for
  record UnknownOperation(String service, String asked, String why) implements Identification {}

  /// Ambiguous or malformed.
  ///
  /// @param why what is wrong and where, for the client
  record Refused(String why) implements Identification {}

  /// What the body is to an operation.
  enum BodyUse {
    /// The operation takes none.
    NONE,
    /// It holds parameters and must be read to decode them.
    PARAMETERS,
    /// It is content that is passed on; decoding does not read it.
    STREAM
  }
}
