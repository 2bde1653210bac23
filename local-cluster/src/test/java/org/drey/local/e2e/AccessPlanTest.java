package org.drey.local.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclBinding;
import org.drey.cli.topics.AccessPlan;
import org.drey.cli.topics.RoleAccess;
import org.drey.definitions.config.DreyConfiguration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a plan allows is what the page on access says, and what AccessIT shows to be enough. */
final class AccessPlanTest {
  private static final List<RoleAccess> PLAN =
      AccessPlan.of(
          DreyConfiguration.DEFAULT.withFindingsTopic(),
          "",
          Set.of(),
          Map.of("blocklist-job", "user", "detection-job", "user"));

  private static Set<String> texts(Collection<AclBinding> bindings) {
    return bindings.stream().map(AclBinding::toString).collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @CsvSource({"blocklist job, blocklist-job", "detection job, detection-job"})
  void aJobMayDoWhatThePageSays(String row, String role) throws Exception {
    RoleAccess planned = PLAN.stream().filter(one -> one.role().equals(role)).findFirst().get();
    assertEquals(texts(AccessTable.allowed(row, "user")), texts(planned.bindings()));
  }
}
