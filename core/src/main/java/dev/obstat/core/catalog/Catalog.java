package dev.obstat.core.catalog;

import dev.obstat.core.source.Problem;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What the organisation runs, who answers for it, and which real resources it is. Immutable; any
/// number of threads may ask.
public final class Catalog implements People {
  /// The digest of having no catalog.
  public static final String NO_CATALOG = "none";

  private static final String CURRENCY_WHERE_NONE_IS_STATED = "USD";

  private final String digest;
  private final Inventory inventory;
  private final Map<Ref, Integer> indexes = new HashMap<>();
  private final Graph graph;
  private final List<String> stages;
  private final ServiceOrder services;
  private final Recoveries recoveries;
  private final Worth worth;
  private final Map<String, String> stagesOfAccounts = new HashMap<>();
  private final Patterns patterns;
  private final Memberships memberships;
  private final String currency;

  /// Whether an inventory makes a catalog.
  public sealed interface Result {

    record Built(Catalog catalog) implements Result {}

    /// It does not hold together; nothing of it is used.
    record Refused(List<Problem> problems) implements Result {
      public Refused {
        problems = List.copyOf(problems);
      }
    }
  }

  private Catalog(String digest, Inventory inventory, Memberships memberships) {
    this.digest = digest;
    this.inventory = inventory;
    for (Entity entity : inventory.entities()) {
      indexes.put(entity.ref(), indexes.size());
    }
    this.services = new ServiceOrder(inventory.entities());
    this.recoveries = new Recoveries(inventory.entities());
    this.worth = new Worth(inventory.entities(), services);
    this.graph = new Wires(inventory.entities(), indexes).graph();
    this.stages = new EffectiveStages(inventory.entities(), graph).stages();
    for (Entity entity : inventory.entities()) {
      entity
          .accounts()
          .forEach(account -> stagesOfAccounts.merge(account, entity.stage(), Stages::stricter));
    }
    this.patterns = new Patterns(inventory.entities());
    this.memberships = memberships;
    this.currency =
        inventory.entities().stream()
            .map(entity -> entity.weight().currency())
            .filter(code -> !code.isEmpty())
            .findFirst()
            .orElse(CURRENCY_WHERE_NONE_IS_STATED);
  }

  /// @param digest of the files that it was read from
  public static Result build(String digest, Inventory inventory) {
    List<Problem> problems = Consistency.problemsOf(inventory);
    return problems.isEmpty()
        ? new Result.Built(new Catalog(digest, inventory, Memberships.of(inventory)))
        : new Result.Refused(problems);
  }

  /// No catalog: everything counts as production, and only these people are known.
  public static Catalog none(Collection<String> people) {
    return new Catalog(
        NO_CATALOG, new Inventory(List.of(), List.of(), List.of()), Memberships.none(people));
  }

  /// SHA-256 over its files, or [#NO_CATALOG].
  public String digest() {
    return digest;
  }

  /// Whether there is nothing in it but people.
  public boolean isEmpty() {
    return inventory.entities().isEmpty();
  }

  /// Entities in the order of their indexes.
  public List<Entity> entities() {
    return inventory.entities();
  }

  public List<Team> teams() {
    return inventory.teams();
  }

  public List<Member> members() {
    return inventory.members();
  }

  public Entity entity(int index) {
    return inventory.entities().get(index);
  }

  /// The catalog name of an entity. Not kept: a million of them would fill a tenth of the memory.
  public String name(int index) {
    return entity(index).ref().toString();
  }

  public Optional<Entity> find(Ref ref) {
    return Optional.ofNullable(indexes.get(ref)).map(this::entity);
  }

  /// Its index, when there is such an entity.
  public Optional<Integer> indexOf(Ref ref) {
    return Optional.ofNullable(indexes.get(ref));
  }

  /// The index of an entity by its catalog name.
  public Optional<Integer> indexOf(String name) {
    return Ref.parse(name, Ref.COMPONENT, Ref.DEFAULT_NAMESPACE).flatMap(this::indexOf);
  }

  /// The component of that name.
  public Optional<Entity> service(String name) {
    return Ref.parse(name, Ref.COMPONENT, Ref.DEFAULT_NAMESPACE).flatMap(this::find);
  }

  /// Which entities are services, and in which order.
  public ServiceOrder services() {
    return services;
  }

  /// How long each entity takes to be back.
  public Recoveries recoveries() {
    return recoveries;
  }

  /// What hangs on each service.
  public Worth worth() {
    return worth;
  }

  /// Who needs whom, by the entities' indexes.
  public Graph graph() {
    return graph;
  }

  /// ISO 4217 code of all revenue in it.
  public String currency() {
    return currency;
  }

  /// What an entity counts as: the strictest of the stage that it states and the stages of all that
  /// need it. A resource that states none and that only staging needs is staging; whatever states
  /// none otherwise is production.
  public String stage(int index) {
    return stages.get(index);
  }

  /// What a real resource is.
  ///
  /// @param resource by the field's name
  public Binding bind(String resource) {
    return bind(resource, "");
  }

  /// What a real resource is. Where none of what it is states a stage itself, it counts as at least
  /// the stage of the account that it is in.
  ///
  /// @param resource by the field's name
  /// @param account where an action takes effect, for names that say no account; may be empty
  public Binding bind(String resource, String account) {
    Set<Integer> found = new TreeSet<>();
    patterns.eachMatching(resource, found::add);
    return found.stream()
        .map(this::stage)
        .reduce(Stages::stricter)
        .map(stage -> new Binding(inAccount(stage, found, resource, account), List.copyOf(found)))
        .orElse(Binding.UNBOUND);
  }

  private String inAccount(String stage, Set<Integer> found, String resource, String account) {
    if (stagesOfAccounts.isEmpty()
        || found.stream().anyMatch(index -> entity(index).statesStage())) {
      return stage;
    }
    String named = accountOf(resource);
    String ofAccount = stagesOfAccounts.get(named.isEmpty() ? account : named);
    return ofAccount == null ? stage : Stages.stricter(stage, ofAccount);
  }

  /// The fifth part of an ARN; empty where there is none.
  private static String accountOf(String resource) {
    String[] parts = resource.split(":", 6);
    return parts.length == 6 && parts[0].equals("arn") ? parts[4] : "";
  }

  /// The services that an entity is part of: itself when it is one, and the nearest components that
  /// need it, with no other component between.
  public Set<String> servicesOf(int index) {
    Set<String> services = new TreeSet<>();
    Set<Integer> seen = new TreeSet<>(List.of(index));
    Deque<Integer> open = new ArrayDeque<>(List.of(index));
    while (!open.isEmpty()) {
      int node = open.remove();
      Entity entity = entity(node);
      if (entity.isService()) {
        services.add(name(node));
        if (node != index) {
          continue;
        }
      }
      graph.eachNeeding(
          node,
          dependent -> {
            if (seen.add(dependent)) {
              open.add(dependent);
            }
          });
    }
    return services;
  }

  @Override
  public boolean knows(String person) {
    return memberships.knows(person);
  }

  @Override
  public boolean knowsAnotherThan(String person) {
    return memberships.people().stream().anyMatch(other -> !other.equals(person));
  }

  @Override
  public Set<String> groupsOf(String person) {
    return memberships.groupsOf(person);
  }

  @Override
  public Set<String> membersOf(String group) {
    return memberships.membersOf(group);
  }

  /// Whether anybody is in that group.
  public boolean hasMembers(String group) {
    return memberships.hasMembers(group);
  }

  /// All people it knows.
  public Set<String> people() {
    return memberships.people();
  }

  /// The group that the service names as its owner; where it names nobody, the owner of what it is
  /// part of: of the component first, then of the system.
  @Override
  public Optional<String> ownersOf(String service) {
    return service(service)
        .flatMap(this::owner)
        .map(Reference::to)
        .filter(owner -> owner.kind().equals(Ref.GROUP))
        .map(Ref::shortName);
  }

  private Optional<Reference> owner(Entity entity) {
    Optional<Reference> own = entity.edges().owners().stream().findFirst();
    return own.or(
        () ->
            entity.edges().partOf().stream()
                .sorted(Comparator.comparing(whole -> !whole.to().isService()))
                .flatMap(whole -> find(whole.to()).stream())
                .flatMap(whole -> whole.edges().owners().stream())
                .findFirst());
  }
}
