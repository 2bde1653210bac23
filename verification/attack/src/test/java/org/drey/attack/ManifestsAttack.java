package org.drey.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.drey.base.AtomicFile;
import org.drey.blocklist.compile.PlainLists;
import org.drey.blocklist.index.ListKey;
import org.drey.blocklist.publish.ListLoader;
import org.drey.blocklist.publish.ListStore;
import org.drey.blocklist.publish.PublishedManifest;
import org.drey.definitions.record.ManifestRecords;
import org.drey.event.ListManifest;
import org.drey.event.ListPart;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.InvalidRecordException;
import org.jspecify.annotations.Nullable;

/** Changed announcements: none has a MAC that fits, and loading one is refused or harmless. */
final class ManifestsAttack implements Attack {
  @Override
  public String name() {
    return "manifests and announcements";
  }

  @Override
  public long cases() {
    return 500_000;
  }

  @Override
  public Outcome run(Draw draw, Path folder) throws Exception {
    ListKey key = ListKey.of("the key of this attack".getBytes(StandardCharsets.UTF_8));
    ListStore store = new ListStore(folder.resolve("lists"), key);
    Path file = folder.resolve("attack.list");
    byte[] plain = "listed.example\n".getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(file, PlainLists.compile("attack", plain, key)::writeTo);
    PublishedManifest genuine = store.publish(file, Instant.now());
    AvroCodec<ListManifest> codec = AvroCodec.of(ListManifest.class);
    byte[] record = codec.encode(ManifestRecords.of(genuine));
    byte[] json = genuine.toJson().getBytes(StandardCharsets.UTF_8);
    ListLoader loader = new ListLoader(store);
    long[] read = new long[1];
    Outcome outcome =
        draw.each(
            random -> {
              PublishedManifest manifest =
                  switch (random.nextInt(3)) {
                    case 0 -> ofRecord(codec, Mutations.of(record, 10, random));
                    case 1 -> ofJson(Mutations.of(json, 0, random));
                    default -> odd(codec, record, random);
                  };
              if (manifest != null) {
                read[0]++;
                check(manifest, genuine, key, loader);
              }
            });
    PublishedManifest current = store.current("attack");
    assertEquals(genuine, current, "the one in force");
    return outcome.with("%,d read".formatted(read[0]));
  }

  private static void check(
      PublishedManifest manifest, PublishedManifest genuine, ListKey key, ListLoader loader) {
    if (!manifest.equals(genuine)) {
      assertFalse(manifest.isMadeWith(key), "its MAC fits");
    }
    try {
      loader.load(manifest, null);
    } catch (IOException e) {
      assertFalse(String.valueOf(e.getMessage()).contains("\n"), "a reason is one line");
    }
  }

  private static @Nullable PublishedManifest ofRecord(AvroCodec<ListManifest> codec, byte[] value) {
    try {
      return ManifestRecords.manifest(codec.decode(value));
    } catch (InvalidRecordException | IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable PublishedManifest ofJson(byte[] json) {
    try {
      return PublishedManifest.ofJson(new String(json, StandardCharsets.UTF_8));
    } catch (IOException e) {
      return null;
    }
  }

  /** The genuine one with odd values in whole fields. */
  private static @Nullable PublishedManifest odd(
      AvroCodec<ListManifest> codec, byte[] record, Random random) throws InvalidRecordException {
    ListManifest odd = codec.decode(record);
    ListPart base = odd.getBase();
    switch (random.nextInt(6)) {
      case 0 -> odd.setListId(Texts.atMost(random, 128));
      case 1 -> odd.setSequence(random.nextLong());
      case 2 -> odd.setPublishedAt(Instant.ofEpochMilli(random.nextLong()));
      case 3 -> odd.setBase(new ListPart("../" + Texts.any(random), base.getChecksum(), "1"));
      case 4 -> odd.setDeltas(List.of(base, base));
      default -> odd.setMac(Texts.atMost(random, 128));
    }
    return ofRecord(codec, codec.encode(odd));
  }
}
