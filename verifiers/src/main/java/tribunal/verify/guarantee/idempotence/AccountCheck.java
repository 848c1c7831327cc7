package tribunal.verify.guarantee.idempotence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tribunal.history.AppModel;
import tribunal.history.AppModel.Account;
import tribunal.history.AppModel.Direction;
import tribunal.history.AppModel.Effect;
import tribunal.history.DatabaseEntry.Committed;
import tribunal.history.Entry;
import tribunal.history.ThirdPartyEntry.EffectApplied;
import tribunal.verify.evidence.EffectEvidence;
import tribunal.verify.evidence.EntityEvidence;
import tribunal.verify.evidence.ListQueries;
import tribunal.verify.verdict.FindingText;
import tribunal.verify.verdict.Findings;

/**
 * Checks the accounts that the model declares, by the third parties' own records. No balance ever falls below 0, and an
 * entity in a final state has the balance that the model requires there.
 */
final class AccountCheck {
    private final AppModel model;
    private final Findings findings;
    private final List<AccountEffects> accounts;

    AccountCheck(AppModel model, Findings findings) {
        this.model = model;
        this.findings = findings;
        accounts = model.accounts().keySet().stream()
                .map(name -> new AccountEffects(name, effects(model, name)))
                .toList();
    }

    private static Map<String, Effect> effects(AppModel model, String account) {
        return model.effects().entrySet().stream()
                .filter(effect -> account.equals(effect.getValue().account()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** An account, with the kinds of effects that change it. */
    private record AccountEffects(String name, Map<String, Effect> effects) {
        long signed(String kind, long quantity) {
            return Objects.requireNonNull(effects.get(kind)).sign() == Direction.TAKES ? -quantity : quantity;
        }

        /** The kinds with this direction, in alphabetical order. */
        List<String> kinds(Direction sign) {
            return effects.keySet().stream()
                    .filter(kind -> (signed(kind, 1) < 0) == (sign == Direction.TAKES))
                    .sorted()
                    .toList();
        }

        boolean isRepeated(Set<String> repeated) {
            return effects.keySet().stream().anyMatch(repeated::contains);
        }

        List<EffectEvidence> of(EntityEvidence entity) {
            return ListQueries.all(entity.effects(), effect -> effects.containsKey(effect.kind()));
        }

        List<Entry> entries(EntityEvidence entity) {
            return of(entity).stream()
                    .flatMap(effect -> effect.entries().stream())
                    .collect(Collectors.toCollection(ArrayList::new));
        }
    }

    /** Checks that no balance was ever below 0; an account whose effects are repeated is convicted of that already. */
    void checkNeverNegative(EntityEvidence entity, Set<String> repeated) {
        for (AccountEffects account : accounts) {
            if (!account.isRepeated(repeated)) {
                checkNeverNegative(account, entity);
            }
        }
    }

    private void checkNeverNegative(AccountEffects account, EntityEvidence entity) {
        long balance = 0;
        List<EffectEvidence> effects = account.of(entity);
        effects.sort(Comparator.comparingLong(AccountCheck::appliedAt));
        for (EffectEvidence effect : effects) {
            balance += effect.firstApplied()
                    .map(a -> account.signed(effect.kind(), a.quantity()))
                    .orElse(0L);
            if (balance < 0) {
                reportExcess(account, entity, effect.kind(), -balance);
                return;
            }
        }
    }

    private static long appliedAt(EffectEvidence effect) {
        return effect.firstApplied().map(EffectApplied::at).orElse(Long.MAX_VALUE);
    }

    /** Without any recorded addition, only the absence of one would prove the violation. */
    private void reportExcess(AccountEffects account, EntityEvidence entity, String taking, long excess) {
        List<String> adding = account.kinds(Direction.ADDS);
        String kind = "%s %s too much".formatted(AppModel.typeOf(entity.id()), model.past(taking));
        String sentence = "%s was %s %s more than it was %s"
                .formatted(
                        FindingText.entity(entity.id()),
                        model.past(taking),
                        FindingText.quantity(model, taking, excess),
                        adding.stream().map(model::past).collect(Collectors.joining(" or ")));
        if (adding.stream().anyMatch(added -> !entity.applied(added).isEmpty())) {
            findings.report(kind, sentence, entity.id(), account.entries(entity));
        } else {
            findings.reportAbsence(kind, sentence, entity.id(), account.entries(entity));
        }
    }

    /** Checks the balances of an entity in its final state. */
    void checkEnd(EntityEvidence entity, Committed end, Set<String> repeated) {
        for (AccountEffects account : accounts) {
            if (!account.isRepeated(repeated)) {
                checkEnd(account, entity, end);
            }
        }
    }

    private void checkEnd(AccountEffects account, EntityEvidence entity, Committed end) {
        @Nullable Long expected = expected(account, end);
        if (expected == null) {
            return;
        }
        long balance = 0;
        for (String kind : account.effects().keySet()) {
            balance += account.signed(kind, entity.amount(kind));
        }
        if (balance != expected) {
            List<String> moved = new ArrayList<>(account.kinds(Direction.ADDS));
            moved.addAll(account.kinds(Direction.TAKES));
            String sentence = "%s ended %s, %s"
                    .formatted(
                            FindingText.entity(entity.id()),
                            end.state(),
                            moved.stream()
                                    .map(kind -> moved(account, kind, entity, end))
                                    .collect(Collectors.joining(", ")));
            List<Entry> proof = account.entries(entity);
            proof.add(end);
            String kind = "%s with wrong %s".formatted(AppModel.typeOf(entity.id()), account.name());
            findings.report(kind, sentence, entity.id(), proof);
        }
    }

    /** The balance that the model requires in this state; null if it requires none, or the attribute is no number. */
    private @Nullable Long expected(AccountEffects account, Committed end) {
        return Optional.ofNullable(model.accounts().get(account.name()))
                .map(declared -> declared.atEnd().get(end.state()))
                .map(balance -> balance.equals(Account.ZERO)
                        ? balance
                        : end.attributes().get(balance))
                .filter(digits -> digits.matches("-?[0-9]{1,18}"))
                .map(Long::valueOf)
                .orElse(null);
    }

    /** What effects of this kind moved: {@code charged 24.50 of 24.50}. */
    private String moved(AccountEffects account, String kind, EntityEvidence entity, Committed end) {
        String moved = model.past(kind) + " " + FindingText.quantity(model, kind, entity.amount(kind));
        return account.kinds(Direction.ADDS).contains(kind)
                ? moved + whole(account, end).map(w -> " of " + w).orElse("")
                : moved;
    }

    /** The attribute that the account may have at the end, as an amount; empty if there is none. */
    private Optional<String> whole(AccountEffects account, Committed end) {
        return Optional.ofNullable(model.accounts().get(account.name())).stream()
                .flatMap(declared -> declared.atEnd().values().stream())
                .filter(attribute -> end.attributes().containsKey(attribute))
                .map(attribute ->
                        FindingText.value(model, attribute, end.attributes().get(attribute)))
                .findFirst();
    }
}
