package org.drey.streaming.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.drey.event.TopicKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which settings of a topic would lose records. */
final class TopicNeedTest {
  @ParameterizedTest
  @CsvSource({
    "LOG, delete, LogAppendTime, 0",
    "LOG, delete, CreateTime, 0",
    "LOG, compact, LogAppendTime, 1",
    "LOG, 'compact,delete', LogAppendTime, 1",
    "LOG_WITH_OWN_TIMES, delete, CreateTime, 0",
    "LOG_WITH_OWN_TIMES, delete, LogAppendTime, 1",
    "LOG_WITH_OWN_TIMES, compact, LogAppendTime, 2",
    "UPSERTS, compact, LogAppendTime, 0",
    "UPSERTS, 'compact,delete', CreateTime, 1",
    "UPSERTS_FOR_A_WHILE, 'compact,delete', CreateTime, 0",
    "UPSERTS_FOR_A_WHILE, compact, CreateTime, 0",
    "UPSERTS_FOR_A_WHILE, delete, CreateTime, 1",
    "UPSERTS, delete, CreateTime, 1"
  })
  void whatIsWrongIsSaid(TopicKind kind, String cleanup, String times, int problems) {
    Map<String, String> settings =
        Map.of("cleanup.policy", cleanup, "message.timestamp.type", times);
    assertEquals(problems, new TopicNeed("topic", kind).problems(settings).size());
  }
}
