package org.drey.console.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What roles may, alone and together. */
final class RoleTest {
  private static Set<Permission> may(Role... roles) {
    return Role.all(List.of(roles));
  }

  @Test
  void onlyAnalystsAndReviewersHaveAlerts() {
    for (Role role : EnumSet.complementOf(EnumSet.of(Role.ANALYST, Role.REVIEWER))) {
      Set<Permission> may = may(role);
      assertEquals(1, may.size(), role.label());
      assertTrue(
          Set.of(
                  Permission.SEE_RULES,
                  Permission.SEE_AUDIT,
                  Permission.SEE_ACCESSES,
                  Permission.SEE_STATE)
              .containsAll(may));
    }
    assertEquals(Set.of(Permission.SEE_ACCESSES), may(Role.PRIVACY_OFFICER));
    assertEquals(Set.of(Permission.SEE_AUDIT), may(Role.AUDITOR));
    assertEquals(
        Set.of(Permission.SEE_ALERTS, Permission.DECIDE, Permission.HAND_ON), may(Role.ANALYST));
    assertEquals(
        Set.of(Permission.SEE_ALERTS, Permission.DECIDE, Permission.HAND_ON, Permission.AGREE),
        may(Role.REVIEWER));
  }

  @Test
  void rolesAddUpAndNoneIsNothing() {
    assertEquals(Set.of(), may());
    assertEquals(EnumSet.allOf(Permission.class), may(Role.values()));
    assertEquals(EnumSet.allOf(Permission.class), Person.local("a17").may());
  }

  @Test
  void eachIsFoundByItsName() {
    for (Role role : Role.values()) {
      assertEquals(role, Role.named(role.label()).orElseThrow());
    }
    assertTrue(Role.named("ANALYST").isEmpty());
  }
}
