package dev.obstat.gateways.aws.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One operation of a service.
///
/// @param forms where clients send it: today's first, then those of before
/// @param input the structure of its parameters; empty when there are none
/// @param access what IAM says of it
/// @param action its action in IAM
/// @param resources what it names, as templates of the service with the parameters that fill them
/// @param others further kinds of resources that IAM documents and no parameter names by itself
/// @param hostPrefix what its host begins with, for instance `{AccountId}.`
/// @param unsigned whether it is sent without a signature
/// @param secretsInAnswer paths of the answer's members that the model marks as sensitive
public record ApiOperation(
    String name,
    List<Form> forms,
    Shape.Structure input,
    Access access,
    String action,
    List<Named> resources,
    List<Named> others,
    @Nullable String hostPrefix,
    boolean unsigned,
    List<String> secretsInAnswer) {

  public ApiOperation {
    forms = List.copyOf(forms);
    resources = List.copyOf(resources);
    others = List.copyOf(others);
    secretsInAnswer = List.copyOf(secretsInAnswer);
  }

  /// A method with a place.
  ///
  /// @param method the HTTP method
  /// @param uri path template and constant query keys, for instance `/{Bucket}?lifecycle`
  public record Form(String method, String uri) {}

  /// Where today's clients send it.
  public Form form() {
    return forms.getFirst();
  }

  /// The access level that IAM documents.
  public enum Access {
    READ,
    LIST,
    WRITE,
    TAGGING,
    PERMISSIONS,
    /// IAM documents none, or none under this name.
    UNKNOWN
  }

  /// A resource that parameters name.
  ///
  /// @param type IAM's name of the kind of resource
  /// @param always whether every call names one
  /// @param template an ARN with `P`, `R` and `A` for partition, region and account, and `{…}`
  /// @param parameters the members that fill the `{…}`, in order. `~` before one: its value stands
  ///   where the ARN has an id of the service's own. `~` alone: nothing in the request says it
  public record Named(String type, boolean always, String template, List<String> parameters) {
    public Named {
      parameters = List.copyOf(parameters);
    }
  }
}
