package org.drey.attack;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.drey.event.TopicNames;
import org.drey.event.json.JsonLineReader;
import org.drey.event.wire.InvalidRecordException;

/**
 * Spoilt lines of JSON of every topic: each is a record, or refused without repeating any word of
 * it.
 */
final class JsonLinesAttack implements Attack {
  private static final int MAX_DETAILS = 600;

  @Override
  public String name() {
    return "lines of JSON";
  }

  @Override
  public long cases() {
    return 1_000_000;
  }

  private record Target(JsonLineReader<?> reader, JsonText text) {
    byte[] line(Random random) {
      return text.line(random);
    }
  }

  @Override
  public Outcome run(Draw draw, Path folder) throws Exception {
    List<Target> targets = new ArrayList<>();
    for (String topic : Samples.TOPICS) {
      targets.add(
          new Target(
              JsonLineReader.of(TopicNames.recordClass(topic)), new JsonText(Samples.line(topic))));
    }
    Set<String> details = new TreeSet<>();
    long[] taken = new long[1];
    Outcome outcome =
        draw.each(
            random -> {
              Target target = Texts.pick(random, targets);
              try {
                taken[0] += target.reader().read(target.line(random)).datum() == null ? 0 : 1;
              } catch (InvalidRecordException e) {
                assertFalse(e.detail().contains(Texts.MARK), "its detail quotes it");
                details.add(e.detail());
              }
            });
    assertTrue(details.size() <= MAX_DETAILS, details.size() + " details");
    return outcome.with("%,d taken, %d details".formatted(taken[0], details.size()));
  }
}
