package org.drey.streaming.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.schema.EntityKind;
import org.junit.jupiter.api.Test;

/** The bytes of keys. */
final class EntityKeyTypeTest {
  private static final TypeSerializer<EntityKey> KEYS =
      EntityKeyType.ENTITY.createSerializer(new SerializerConfigImpl());

  private static int bytes(EntityKey key) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    KEYS.serialize(key, out);
    assertEquals(key, KEYS.deserialize(new DataInputDeserializer(out.getCopyOfBuffer())));
    DataOutputSerializer copy = new DataOutputSerializer(64);
    KEYS.copy(new DataInputDeserializer(out.getCopyOfBuffer()), copy);
    assertEquals(out.length(), copy.length());
    return out.length();
  }

  @Test
  void aKeyIsLittleMoreThanItsToken() throws IOException {
    for (EntityKind kind : EntityKind.values()) {
      assertEquals(22, bytes(new EntityKey("default", 1, kind.name(), "t".repeat(20))));
    }
    assertTrue(bytes(new EntityKey("a bank", 1, "SUBJECT", "t")) > 3);
    assertTrue(bytes(new EntityKey("default", 7, "SUBJECT", "t")) > 3);
    assertTrue(bytes(new EntityKey("default", 1, "country", "\u043f")) > 3);
  }

  @Test
  @SuppressWarnings("unchecked") // what stands in a savepoint is of any type
  void stateOfAReleaseBeforeIsRefusedWithASentence() {
    TypeSerializerSnapshot<EntityKey> now = KEYS.snapshotConfiguration();
    assertTrue(now.resolveSchemaCompatibility(now).isCompatibleAsIs());
    for (Class<?> before : List.of(EntityKey.class, String.class)) {
      TypeSerializerSnapshot<?> old =
          TypeInformation.of(before)
              .createSerializer(new SerializerConfigImpl())
              .snapshotConfiguration();
      Exception refused =
          assertThrows(
              IllegalStateException.class,
              () -> now.resolveSchemaCompatibility((TypeSerializerSnapshot<EntityKey>) old));
      assertTrue(refused.getMessage().contains("start the release that wrote the savepoint"));
    }
  }
}
