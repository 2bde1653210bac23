package org.drey.edge.splash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.drey.edge.splash.page.View;
import org.junit.jupiter.api.Test;

/** The page cannot tell a score, a case or a report, for it cannot reach any. */
final class ModuleTest {
  @Test
  void neitherRulesNorJobsAreInReach() {
    for (String outside :
        List.of(
            "org.drey.rules.score.Fold",
            "org.drey.rules.sigma.RuleFile",
            "org.drey.streaming.job.DetectionGraph",
            "org.drey.event.BlocklistHit",
            "org.apache.kafka.clients.consumer.KafkaConsumer")) {
      assertThrows(ClassNotFoundException.class, () -> Class.forName(outside), outside);
    }
  }

  @Test
  void aViewHasNoFieldForAPerson() {
    List<String> fields =
        Arrays.stream(View.class.getRecordComponents()).map(field -> field.getName()).toList();
    assertEquals(List.of("language", "audience", "policy", "reference"), fields);
  }
}
