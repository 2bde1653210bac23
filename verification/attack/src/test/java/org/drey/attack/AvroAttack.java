package org.drey.attack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.event.TopicNames;
import org.drey.event.json.JsonLineReader;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.DomainCheck;
import org.drey.event.wire.InvalidRecordException;
import org.drey.event.wire.RecordGlance;
import org.jspecify.annotations.Nullable;

/** Mutated and random values of every topic: each is a record, or refused as one is. */
final class AvroAttack implements Attack {
  private static final int HEADER_BYTES = 10;

  /** A topic's details are its fields' demands, and the fingerprints that it does not know. */
  private static final int MAX_DETAILS = 600;

  @Override
  public String name() {
    return "Avro records";
  }

  @Override
  public long cases() {
    return 8_000_000;
  }

  /** A topic's codec and sound value. */
  private record Target<T extends SpecificRecordBase>(
      AvroCodec<T> codec, DomainCheck all, @Nullable RecordGlance glance, byte[] sound) {
    static Target<?> of(String topic) {
      return of(topic, TopicNames.recordClass(topic));
    }

    private static <T extends SpecificRecordBase> Target<T> of(String topic, Class<T> type) {
      AvroCodec<T> codec = AvroCodec.of(type);
      byte[] line = Samples.line(topic).getBytes(StandardCharsets.UTF_8);
      try {
        byte[] sound = codec.encode(JsonLineReader.of(type).read(line).datum());
        DomainCheck all = DomainCheck.of(TopicNames.schema(topic));
        return new Target<>(codec, all, RecordGlance.of(type).orElse(null), sound);
      } catch (InvalidRecordException e) {
        throw new IllegalStateException(topic, e);
      }
    }

    /**
     * What a glance sees is accepted. What is accepted passes all checks, and is the same when it
     * is written and read again.
     */
    boolean takes(byte[] value) throws InvalidRecordException {
      if (glance != null && glance.sees(value)) {
        assertDoesNotThrow(() -> codec.decode(value), "seen at a glance");
      }
      T taken = codec.decode(value);
      byte[] written = codec.encode(taken);
      assertDoesNotThrow(() -> all.check(taken));
      assertArrayEquals(written, codec.encode(taken), "checked again");
      assertArrayEquals(written, codec.encode(codec.decode(written)), "read again");
      return true;
    }
  }

  @Override
  public Outcome run(Draw draw, Path folder) {
    List<Target<?>> targets = new ArrayList<>();
    Samples.TOPICS.forEach(topic -> targets.add(Target.of(topic)));
    Set<String> details = new TreeSet<>();
    long[] accepted = new long[1];
    Outcome outcome =
        draw.each(
            random -> {
              Target<?> target = Texts.pick(random, targets);
              try {
                accepted[0] += target.takes(value(target.sound(), random)) ? 1 : 0;
              } catch (InvalidRecordException e) {
                if (!e.detail().startsWith("fingerprint ")) {
                  details.add(e.detail());
                }
              }
            });
    assertTrue(details.size() <= MAX_DETAILS, details.size() + " details");
    return outcome.with(
        "%d topics, %,d taken, %d details".formatted(targets.size(), accepted[0], details.size()));
  }

  private static byte[] value(byte[] sound, Random random) {
    return switch (random.nextInt(10)) {
      case 0 -> Mutations.of(sound, 0, random);
      case 1 -> Mutations.random(random, 200);
      case 2 -> {
        byte[] body = Mutations.random(random, 2_000);
        byte[] value = Arrays.copyOf(sound, HEADER_BYTES + body.length);
        System.arraycopy(body, 0, value, HEADER_BYTES, body.length);
        yield value;
      }
      default -> Mutations.of(sound, HEADER_BYTES, random);
    };
  }
}
