package org.drey.rules.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.drey.rules.TestRules;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.schema.EntityKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of verdicts.md, and what else is a dead letter. */
class VerdictCheckTest {
  private static final EntityKey ENTITY = new EntityKey("default", 1, "SUBJECT", "p1");
  private static final Set<String> HARD = Set.of("EXT");

  private static Verdict verdict(
      AlertTrack track, VerdictType type, String reason, List<String> suppress, int days) {
    return verdict(track, type, reason, suppress, days, type.takesBack() ? "v0" : null);
  }

  private static Verdict verdict(
      AlertTrack track,
      VerdictType type,
      String reason,
      List<String> suppress,
      int days,
      @Nullable String takesBack) {
    String alert = AlertIds.of(track, ENTITY);
    return new Verdict(
        "v1", 5, 5, alert, track, type, reason, takesBack, List.of(), suppress, days, "a", null,
        "");
  }

  private static boolean isAllowed(Verdict verdict) {
    return VerdictCheck.refusal(verdict, ENTITY, HARD).isEmpty();
  }

  private static boolean isAllowed(AlertTrack track, VerdictType type, String reason) {
    return isAllowed(verdict(track, type, reason, List.of(), 30));
  }

  @ParameterizedTest
  @CsvSource({
    "CONFIRMED, REPORTED REFERRED ACCOUNT_ACTION, HELPED REFERRED",
    "LIKELY, REFERRED WATCHED, ''",
    "UNFOUNDED, WRONG_DATA WRONG_ENTITY NO_PATTERN, WRONG_DATA WRONG_ENTITY NO_PATTERN",
    "BENIGN_EXPLAINED, RELATIVE_VERIFIED LICENSED_SERVICE BUSINESS_VERIFIED LESSONS_VERIFIED"
        + " OTHER_VERIFIED, ''",
    "DUPLICATE, SAME_AS_CASE, SAME_AS_CASE",
    "NEEDS_MORE, MORE_DATA SECOND_OPINION, MORE_DATA SECOND_OPINION",
    "REOPENED, MISTAKE NEW_INFORMATION, MISTAKE NEW_INFORMATION"
  })
  void eachVerdictHasItsReasons(VerdictType type, String reasons, String victimReasons) {
    Set<String> every = new TreeSet<>(List.of("", "NO_REASON"));
    for (VerdictType other : VerdictType.values()) {
      every.addAll(other.reasons(AlertTrack.PAYER));
      every.addAll(other.reasons(AlertTrack.VICTIM));
    }
    for (AlertTrack track : AlertTrack.values()) {
      Set<String> allowed =
          Set.of((track == AlertTrack.VICTIM ? victimReasons : reasons).split(" "));
      for (String reason : every) {
        boolean isAllowed = !reason.isEmpty() && allowed.contains(reason);
        assertEquals(isAllowed, isAllowed(track, type, reason), track + " " + reason);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CONFIRMED, true, false",
    "LIKELY, true, false",
    "UNFOUNDED, true, true",
    "BENIGN_EXPLAINED, true, true",
    "DUPLICATE, true, false",
    "NEEDS_MORE, false, false",
    "REOPENED, false, false"
  })
  void someCloseAndSomeSpend(VerdictType type, boolean closes, boolean spends) {
    assertEquals(closes, type.closes());
    assertEquals(spends, type.spends());
  }

  @ParameterizedTest
  @EnumSource(VerdictType.class)
  void onlySpendingVerdictsSuppress(VerdictType type) {
    String reason = type.reasons(AlertTrack.PAYER).iterator().next();
    assertEquals(
        type.spends(), isAllowed(verdict(AlertTrack.PAYER, type, reason, List.of("LINK"), 30)));
  }

  private static boolean maySuppress(AlertTrack track, String family, int days) {
    return isAllowed(
        verdict(track, VerdictType.UNFOUNDED, "NO_PATTERN", List.of("LIVE", family), days));
  }

  @Test
  void noHardFamilyIsSuppressed() {
    assertTrue(maySuppress(AlertTrack.PAYER, "LINK", 30));
    assertFalse(maySuppress(AlertTrack.PAYER, "EXT", 30));
    Set<String> hard = VerdictCheck.hardFamilies(TestRules.CATALOGUE);
    assertTrue(hard.contains("EXT"));
    assertFalse(hard.contains("LINK"));
  }

  @Test
  void nothingIsSuppressedOnTheVictimTrack() {
    assertFalse(maySuppress(AlertTrack.VICTIM, "SXV_RATE", 30));
    assertTrue(maySuppress(AlertTrack.RECEIVER, "SXM_IN", 30));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 30, 90})
  void familiesAreSuppressedForDays(int days) {
    assertTrue(maySuppress(AlertTrack.PAYER, "LINK", days));
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 91, Integer.MAX_VALUE})
  void neitherForLessThanOneNorForMoreThanNinety(int days) {
    assertFalse(maySuppress(AlertTrack.PAYER, "LINK", days));
    Verdict none = verdict(AlertTrack.PAYER, VerdictType.UNFOUNDED, "NO_PATTERN", List.of(), days);
    assertTrue(isAllowed(none), "nothing is suppressed");
  }

  @ParameterizedTest
  @EnumSource(VerdictType.class)
  void onlyReopenedNamesAVerdictAndMust(VerdictType type) {
    String reason = type.reasons(AlertTrack.PAYER).iterator().next();
    List<String> none = List.of();
    assertEquals(
        type.takesBack(), isAllowed(verdict(AlertTrack.PAYER, type, reason, none, 30, "v0")));
    assertEquals(
        !type.takesBack(), isAllowed(verdict(AlertTrack.PAYER, type, reason, none, 30, null)));
  }

  @Test
  void theAlertIsTheOneOfTrackAndEntity() {
    Verdict verdict = verdict(AlertTrack.PAYER, VerdictType.UNFOUNDED, "NO_PATTERN", List.of(), 30);
    EntityKey other = new EntityKey("default", 2, "SUBJECT", "p1");
    Optional<String> refusal = VerdictCheck.refusal(verdict, other, HARD);
    assertEquals(Optional.of("alert_id is not the one of track and entity"), refusal);
  }

  @Test
  void aRefusalNamesNoToken() {
    Verdict verdict = verdict(AlertTrack.VICTIM, VerdictType.CONFIRMED, "secret", List.of(), 30);
    assertEquals(
        Optional.of("the reason is none of CONFIRMED on the track VICTIM: HELPED, REFERRED"),
        VerdictCheck.refusal(verdict, ENTITY, HARD));
  }
}
