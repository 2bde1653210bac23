package org.drey.streaming.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;
import org.drey.streaming.operator.PartitionClocks.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The one record that Flink itself writes into state: what lies here was written by the first
 * version that promises to read its own, and is read by today's record, and by one that has a field
 * more. All other state is bytes with a version of ours.
 *
 * <p>{@code -Ddrey.saved-state=write} writes it again.
 */
final class WiderStateTest {
  private static final Path STORED = Path.of("src/test/resources/saved-state/reading.bin");
  private static final Reading READING = new Reading("payments", 3, 1_767_571_200_000L);

  @TempDir private Path folder;

  @Test
  void theStoredRecordIsRead() throws Exception {
    if (System.getProperty("drey.saved-state", "").equals("write")) {
      write();
    }
    TypeSerializer<?> today = serializer(Reading.class);
    Stored stored = Stored.read(Reading.class.getClassLoader());

    assertTrue(stored.compatibilityWith(today).isCompatibleAsIs());
    assertEquals(READING, stored.value());
  }

  @Test
  void aRecordWithOneMoreFieldReadsItAndHasNothingThere() throws Exception {
    try (URLClassLoader later = withOneMoreField()) {
      Class<?> wider = later.loadClass(Reading.class.getName());
      Stored stored = Stored.read(later);
      TypeSerializerSchemaCompatibility<?> compatibility =
          stored.compatibilityWith(serializer(wider));

      assertFalse(compatibility.isIncompatible());
      assertTrue(compatibility.isCompatibleAfterMigration());
      assertEquals(
          "Reading[topic=payments, partition=3, latest=1767571200000, added=0, more=null]",
          stored.value().toString());
    }
  }

  /** A record as it is stored, with what Flink keeps of its serializer. */
  private record Stored(TypeSerializerSnapshot<?> snapshot, Object value) {
    static Stored read(ClassLoader loader) throws IOException {
      var in = new DataInputViewStreamWrapper(new ByteArrayInputStream(Files.readAllBytes(STORED)));
      TypeSerializerSnapshot<?> snapshot = TypeSerializerSnapshot.readVersionedSnapshot(in, loader);
      return new Stored(snapshot, snapshot.restoreSerializer().deserialize(in));
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // both are of one class, which is not known here
    TypeSerializerSchemaCompatibility<?> compatibilityWith(TypeSerializer<?> serializer) {
      return serializer
          .snapshotConfiguration()
          .resolveSchemaCompatibility((TypeSerializerSnapshot) snapshot);
    }
  }

  private static <T> TypeSerializer<T> serializer(Class<T> type) {
    return TypeInformation.of(type).createSerializer(new SerializerConfigImpl());
  }

  private static void write() throws IOException {
    TypeSerializer<Reading> serializer = serializer(Reading.class);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    var out = new DataOutputViewStreamWrapper(bytes);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    serializer.serialize(READING, out);
    Files.createDirectories(STORED.getParent());
    Files.write(STORED, bytes.toByteArray());
  }

  /** The record of a later version, by the same name. */
  private URLClassLoader withOneMoreField() throws Exception {
    String components =
        Arrays.stream(Reading.class.getRecordComponents())
            .map((RecordComponent one) -> one.getType().getName() + " " + one.getName())
            .collect(Collectors.joining(", "));
    Path source = folder.resolve("PartitionClocks.java");
    Files.writeString(
        source,
        """
        package org.drey.streaming.operator;
        public final class PartitionClocks {
          public record Reading(%s, long added, String more) {}
        }
        """
            .formatted(components));
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", folder.toString(), "-proc:none", source.toString());
    assertEquals(0, failed);
    return new ChildFirst(folder);
  }

  /** Finds a class in its folder before it asks for it elsewhere. */
  private static final class ChildFirst extends URLClassLoader {
    private final Path folder;

    ChildFirst(Path folder) throws IOException {
      super(new URL[] {folder.toUri().toURL()}, ChildFirst.class.getClassLoader());
      this.folder = folder;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      boolean own = Files.exists(folder.resolve(name.replace('.', '/') + ".class"));
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = own ? findLoadedClass(name) : null;
        return loaded != null ? loaded : own ? findClass(name) : super.loadClass(name, resolve);
      }
    }
  }
}
