package dev.obstat.cedar;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.AuthorizationResponse;
import com.cedarpolicy.model.AuthorizationSuccessResponse;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.value.EntityIdentifier;
import com.cedarpolicy.value.EntityTypeName;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;

/// The official engine, which is native code, as an oracle.
final class StockCedar {
  private final BasicAuthorizationEngine engine;

  private StockCedar(BasicAuthorizationEngine engine) {
    this.engine = engine;
  }

  /// The engine; skips the test, saying what stays untested, when its library does not load here.
  static StockCedar orSkip(String untested) {
    try {
      StockCedar engine = new StockCedar(new BasicAuthorizationEngine());
      if (!engine.accepts("permit(principal, action, resource);")) {
        throw new IllegalStateException("stock Cedar refuses the simplest policy");
      }
      return engine;
    } catch (LinkageError | RuntimeException noNativeLibrary) {
      return Assumptions.abort(
          "stock Cedar does not load here ("
              + noNativeLibrary
              + "): "
              + untested
              + " stays untested");
    }
  }

  /// Whether it reads the text, templates not counted.
  boolean accepts(String text) {
    try {
      return com.cedarpolicy.model.policy.PolicySet.parsePolicies(text).getNumTemplates() == 0;
    } catch (AuthException refused) {
      return false;
    }
  }

  String answer(String policies, String entities, Request request, String context) {
    try {
      AuthorizationResponse response =
          engine.isAuthorized(
              new AuthorizationRequest(
                  uid(request.principal()),
                  uid(request.action()),
                  uid(request.resource()),
                  com.cedarpolicy.model.entity.Entity.parse(
                          "{\"uid\":{\"type\":\"C\",\"id\":\"c\"},\"parents\":[],\"attrs\":"
                              + context
                              + "}")
                      .attrs),
              com.cedarpolicy.model.policy.PolicySet.parsePolicies(policies),
              com.cedarpolicy.model.entity.Entities.parse(entities));
      AuthorizationSuccessResponse success =
          response.success.orElseThrow(() -> new AssertionError(response.toString()));
      Set<String> errors = new TreeSet<>();
      success.getErrors().forEach(error -> errors.add(error.getPolicyId()));
      return (success.isAllowed() ? "allow" : "deny")
          + " reasons "
          + new TreeSet<>(success.getReason())
          + " errors "
          + errors;
    } catch (AuthException | JsonProcessingException failed) {
      throw new AssertionError(failed);
    }
  }

  private static com.cedarpolicy.value.EntityUID uid(EntityUid uid) {
    return new com.cedarpolicy.value.EntityUID(
        EntityTypeName.parse(uid.type()).orElseThrow(), new EntityIdentifier(uid.id()));
  }
}
