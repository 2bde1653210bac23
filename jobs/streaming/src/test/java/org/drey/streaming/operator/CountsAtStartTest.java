package org.drey.streaming.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.executiongraph.ExecutionGraphTestUtils;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskMetricGroup;
import org.apache.flink.runtime.metrics.util.TestingMetricRegistry;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.drey.rules.correlate.Finding;
import org.drey.rules.correlate.FindingAudience;
import org.drey.rules.correlate.Match;
import org.drey.rules.schema.EntityKey;
import org.drey.streaming.fixture.SmallRules;
import org.junit.jupiter.api.Test;

/** Counts that alarms look at are there before anything happens. */
final class CountsAtStartTest {
  @Test
  void aStepShowsItsCountsAtZero() throws Exception {
    TreeMap<String, Long> shown = new TreeMap<>();
    TestingMetricRegistry registry =
        TestingMetricRegistry.builder()
            .setRegisterConsumer(
                (metric, name, group) -> {
                  if (metric instanceof Counter counter) {
                    String stream = group.getAllVariables().getOrDefault("<stream>", "");
                    shown.put(name + stream, counter.getCount());
                  }
                })
            .build();
    TaskMetricGroup task =
        TaskManagerMetricGroup.createTaskManagerMetricGroup(
                registry, "host.example", ResourceID.generate())
            .addJob(new JobID(), "job")
            .addTask(ExecutionGraphTestUtils.createExecutionAttemptId(), "task");
    var environment = new MockEnvironmentBuilder().setMetricGroup(task).build();
    var step = new CorrelateFunction(SmallRules.COMPILED, 1, FindingAudience.EVERYTHING);
    KeyedOneInputStreamOperatorTestHarness<EntityKey, Match, Finding> harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(step),
            Match::entity,
            EntityKeyType.ENTITY,
            environment);
    harness.open();
    harness.close();
    Set<String> wanted =
        Set.of(
            "duplicates",
            "erased",
            "observations-dropped",
            "rejected.LATE",
            "rejected.INTERNAL",
            "behind_clockpayments",
            "behind_allowancepayments",
            "unexpected_errors");
    assertTrue(shown.keySet().containsAll(wanted), shown.toString());
    wanted.forEach(name -> assertEquals(0, shown.get(name), name));
  }
}
