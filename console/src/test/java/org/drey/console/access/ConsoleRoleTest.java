package org.drey.console.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What roles may, alone and together. */
final class ConsoleRoleTest {
  private static Set<ConsolePermission> may(ConsoleRole... roles) {
    return ConsoleRole.all(List.of(roles));
  }

  @Test
  void onlyAnalystsAndReviewersHaveAlerts() {
    for (ConsoleRole role :
        EnumSet.complementOf(EnumSet.of(ConsoleRole.ANALYST, ConsoleRole.REVIEWER))) {
      Set<ConsolePermission> may = may(role);
      assertEquals(1, may.size(), role.label());
      assertTrue(
          Set.of(
                  ConsolePermission.SEE_RULES,
                  ConsolePermission.SEE_AUDIT,
                  ConsolePermission.SEE_ACCESSES,
                  ConsolePermission.SEE_STATE)
              .containsAll(may));
    }
    assertEquals(Set.of(ConsolePermission.SEE_ACCESSES), may(ConsoleRole.PRIVACY_OFFICER));
    assertEquals(Set.of(ConsolePermission.SEE_AUDIT), may(ConsoleRole.AUDITOR));
    assertEquals(
        Set.of(ConsolePermission.SEE_ALERTS, ConsolePermission.DECIDE, ConsolePermission.HAND_ON),
        may(ConsoleRole.ANALYST));
    assertEquals(
        Set.of(
            ConsolePermission.SEE_ALERTS,
            ConsolePermission.DECIDE,
            ConsolePermission.HAND_ON,
            ConsolePermission.AGREE),
        may(ConsoleRole.REVIEWER));
  }

  @Test
  void rolesAddUpAndNoneIsNothing() {
    assertEquals(Set.of(), may());
    assertEquals(EnumSet.allOf(ConsolePermission.class), may(ConsoleRole.values()));
    assertEquals(EnumSet.allOf(ConsolePermission.class), SignedInPerson.local("a17").may());
  }

  @Test
  void eachIsFoundByItsName() {
    for (ConsoleRole role : ConsoleRole.values()) {
      assertEquals(role, ConsoleRole.named(role.label()).orElseThrow());
    }
    assertTrue(ConsoleRole.named("ANALYST").isEmpty());
  }
}
