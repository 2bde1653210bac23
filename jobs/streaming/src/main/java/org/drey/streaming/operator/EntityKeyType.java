package org.drey.streaming.operator;

import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.drey.rules.schema.EntityKey;

/**
 * The type by which state is keyed. Each value, timer and access of state has the key: a byte says
 * its kind and the usual world, so that it is little more than its token.
 */
public final class EntityKeyType extends TypeInformation<EntityKey> {
  /** The only one. */
  public static final EntityKeyType ENTITY = new EntityKeyType();

  private static final long serialVersionUID = 1L;

  private EntityKeyType() {}

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<EntityKey> getTypeClass() {
    return EntityKey.class;
  }

  @Override
  public boolean isKeyType() {
    return true;
  }

  @Override
  public TypeSerializer<EntityKey> createSerializer(SerializerConfig config) {
    return EntityKeySerializer.INSTANCE;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof EntityKeyType;
  }

  @Override
  public boolean equals(Object other) {
    return canEqual(other);
  }

  @Override
  public int hashCode() {
    return EntityKeyType.class.hashCode();
  }

  @Override
  public String toString() {
    return "EntityKey";
  }

  /** Writes keys. */
  public static final class EntityKeySerializer extends TypeSerializerSingleton<EntityKey> {
    static final EntityKeySerializer INSTANCE = new EntityKeySerializer();

    private static final long serialVersionUID = 1L;

    /** By the number that stands for each in bytes, from 1: only added to. */
    private static final List<String> KINDS =
        List.of("SUBJECT", "PAYEE", "HOST", "MERCHANT", "DOMAIN", "DEVICE");

    /** A mark that token domain and key version are other than these. */
    private static final int ELSEWHERE = 0x40;

    private static final String DOMAIN = "default";
    private static final int VERSION = 1;

    @Override
    public boolean isImmutableType() {
      return true;
    }

    @Override
    public EntityKey createInstance() {
      return new EntityKey(DOMAIN, VERSION, "", "");
    }

    @Override
    public EntityKey copy(EntityKey from) {
      return from;
    }

    @Override
    public EntityKey copy(EntityKey from, EntityKey reuse) {
      return from;
    }

    @Override
    public int getLength() {
      return -1;
    }

    @Override
    public void serialize(EntityKey key, DataOutputView out) throws IOException {
      int kind = 1 + KINDS.indexOf(key.kind());
      boolean isUsual = key.keyVersion() == VERSION && key.tokenDomain().equals(DOMAIN);
      out.writeByte(kind | (isUsual ? 0 : ELSEWHERE));
      if (!isUsual) {
        StringValue.writeString(key.tokenDomain(), out);
        out.writeInt(key.keyVersion());
      }
      if (kind == 0) {
        StringValue.writeString(key.kind(), out);
      }
      StringValue.writeString(key.token(), out);
    }

    @Override
    public EntityKey deserialize(DataInputView in) throws IOException {
      int head = in.readByte();
      boolean isUsual = (head & ELSEWHERE) == 0;
      String domain = isUsual ? DOMAIN : StringValue.readString(in);
      int version = isUsual ? VERSION : in.readInt();
      int kind = head & ~ELSEWHERE;
      String name = kind == 0 ? StringValue.readString(in) : KINDS.get(kind - 1);
      return new EntityKey(domain, version, name, StringValue.readString(in));
    }

    @Override
    public EntityKey deserialize(EntityKey reuse, DataInputView in) throws IOException {
      return deserialize(in);
    }

    @Override
    public void copy(DataInputView in, DataOutputView out) throws IOException {
      serialize(deserialize(in), out);
    }

    @Override
    public TypeSerializerSnapshot<EntityKey> snapshotConfiguration() {
      return new Snapshot();
    }

    /** The form of keys in a savepoint. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<EntityKey> {
      public Snapshot() {
        super(() -> INSTANCE);
      }

      @Override
      public TypeSerializerSchemaCompatibility<EntityKey> resolveSchemaCompatibility(
          TypeSerializerSnapshot<EntityKey> old) {
        if (!(old instanceof Snapshot)) {
          throw new IllegalStateException(
              "the state is of a release before, which this one does not read: start the release"
                  + " that wrote the savepoint, or this one without state");
        }
        return super.resolveSchemaCompatibility(old);
      }
    }
  }
}
