package dev.obstat.gateways.aws.live;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Value;
import dev.obstat.core.context.Live;
import dev.obstat.gateways.aws.Accounts;
import dev.obstat.gateways.aws.decode.Decoder;
import dev.obstat.gateways.aws.decode.Decoding;
import dev.obstat.gateways.aws.describe.Describer;
import dev.obstat.gateways.aws.identify.Identification.Identified;
import dev.obstat.gateways.aws.identify.Identifier;
import dev.obstat.gateways.aws.model.ApiOperation;
import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.model.ServiceModel;
import dev.obstat.gateways.aws.request.AwsRequest;
import dev.obstat.gateways.aws.request.Body;
import dev.obstat.gateways.aws.request.Header;
import dev.obstat.gateways.aws.sign.RawRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Asks EC2 whether it would take an action on, with the `DryRun` that most of its operations have.
/// EC2 promises that nothing is done then; engines of one's own may promise less, so they are asked
/// only where the configuration says that they may.
///
/// What goes out is written from the decoded parameters with `DryRun` set, and read again as any
/// request is: when that does not give the same action, which only reads, nothing is sent.
public final class DryRuns {
  private static final Logger LOG = System.getLogger(DryRuns.class.getName());
  private static final String DRY = "DryRun";

  /// What says nothing of the action.
  private static final Set<String> OF_THE_MOMENT =
      Set.of("RequestLimitExceeded", "Throttling", "ServiceUnavailable", "InternalError");

  private final Accounts accounts;
  private final AwsModels models;
  private final AwsReads reads;
  private final Where where;
  private final Identifier identifier;
  private final Decoder decoder = new Decoder();
  private final Describer describer = new Describer();

  /// Who is asked.
  public enum Where {
    NOBODY,
    AWS,
    EVERYBODY
  }

  public DryRuns(Accounts accounts, AwsModels models, AwsReads reads, Where where) {
    this.accounts = accounts;
    this.models = models;
    this.reads = reads;
    this.where = where;
    this.identifier = new Identifier(models, Set.of());
  }

  /// Whether the service offers one for the action, and may be asked.
  boolean isOffered(Action action) {
    return where != Where.NOBODY
        && action.operation().service().equals("ec2")
        && action.harms()
        && (where == Where.EVERYBODY || !accounts.isOwn(action, model().service()))
        && operation(action).filter(one -> one.input().members().containsKey(DRY)).isPresent()
        && !action.parameters().members().containsKey(DRY);
  }

  private ServiceModel model() {
    return models.model(models.signedAs("ec2").getFirst());
  }

  private Optional<ApiOperation> operation(Action action) {
    return Optional.ofNullable(model().operation(action.operation().name()));
  }

  Live.DryRun of(Action action) {
    ApiOperation operation = operation(action).orElseThrow();
    Map<String, Value> members = new TreeMap<>(action.parameters().members());
    members.put(DRY, new Value.Flag(true));
    Value.Structure parameters = new Value.Structure(members);
    Optional<SortedMap<String, String>> form =
        FormOfValues.of(model(), operation.input(), parameters);
    if (form.isEmpty()) {
      return new Live.DryRun.Unknown("its parameters are not kept whole");
    }
    Writing writing = Writing.of(model().service(), operation, form.get());
    Optional<Identified> same = readsTheSame(action, writing, parameters);
    if (same.isEmpty()) {
      return new Live.DryRun.Unknown("it could not be written without a doubt");
    }
    return switch (accounts.rehearsal(action, same.get(), where == Where.EVERYBODY)) {
      case Accounts.Reach.Not not -> new Live.DryRun.Unknown(not.why());
      case Accounts.Reach.To to -> said(action, reads.send(model().service(), writing, to));
    };
  }

  /// Reads what would be sent as if an agent had sent it.
  private Optional<Identified> readsTheSame(
      Action action, Writing writing, Value.Structure parameters) {
    RawRequest head = writing.head();
    AwsRequest request =
        new AwsRequest(
            head.method(),
            head.target(),
            "",
            head.headers().stream().map(one -> new Header(one.name(), one.value())).toList(),
            Body.of(writing.bytes()),
            "ec2",
            action.place().region(),
            "");
    if (!(identifier.identify(request) instanceof Identified identified)
        || !identified.named().equals(action.operation())) {
      return Optional.empty();
    }
    return switch (decoder.decode(identified, request, _ -> "")) {
      case Decoding.Decoded decoded
          when decoded.parameters().equals(parameters)
              && describer
                      .describe(
                          identified,
                          decoded.parameters(),
                          action.place().account(),
                          action.place().region())
                      .effect()
                  == Effect.READ ->
          Optional.of(identified);
      case Decoding.Decoded _, Decoding.Refused _ -> Optional.empty();
    };
  }

  private static Live.DryRun said(Action action, AwsReads.Answer answer) {
    return switch (answer) {
      case AwsReads.Answer.Failed failed -> new Live.DryRun.Unknown(failed.why());
      case AwsReads.Answer.Refused(int _, String code) when code.equals("DryRunOperation") ->
          new Live.DryRun.WouldGo();
      case AwsReads.Answer.Refused refused
          when refused.status() >= 500
              || refused.code().isEmpty()
              || OF_THE_MOMENT.contains(refused.code()) ->
          new Live.DryRun.Unknown(Told.refusal(refused));
      case AwsReads.Answer.Refused refused -> new Live.DryRun.WouldBeRefused(refused.code());
      case AwsReads.Answer.Got _ -> {
        LOG.log(
            Level.ERROR,
            "the other side answered a dry run of {0} with success: it may have done it."
                + " Set `aws.dry-run: off`",
            action.operation());
        yield new Live.DryRun.Unknown("the other side does not know dry runs");
      }
    };
  }
}
