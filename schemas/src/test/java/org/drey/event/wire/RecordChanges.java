package org.drey.event.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/** Records like another, with values of other sizes. */
final class RecordChanges {
  private final Random random;

  RecordChanges(Random random) {
    this.random = random;
  }

  /** A copy of a record in which so many fields are changed, if they are of a type that can be. */
  <T extends SpecificRecordBase> T changed(T record, int fields) {
    T copy = SpecificData.getForClass(record.getClass()).deepCopy(record.getSchema(), record);
    for (int i = 0; i < fields; i++) {
      change(copy);
    }
    return copy;
  }

  /** Gives a text or list another size: none, one that may be small, or about a bound. */
  private void change(IndexedRecord record) {
    List<Schema.Field> fields = record.getSchema().getFields();
    Schema.Field field = fields.get(random.nextInt(fields.size()));
    Object value = record.get(field.pos());
    if (value instanceof String) {
      record.put(field.pos(), text(field));
    } else if (value instanceof Long) {
      record.put(field.pos(), random.nextInt(3) - 1L);
    } else if (value instanceof Double) {
      record.put(field.pos(), random.nextInt(5) / 2.0 - 0.5);
    } else if (value instanceof IndexedRecord inner) {
      change(inner);
    } else if (value instanceof List<?> items) {
      record.put(field.pos(), list(field, items));
    }
  }

  private String text(Schema.Field field) {
    return (random.nextInt(4) == 0 ? "ü" : "u").repeat(size(field.getProp(DomainCheck.MAX), 128));
  }

  private List<Object> list(Schema.Field field, List<?> items) {
    boolean texts = !items.isEmpty() && items.get(0) instanceof String;
    int size = items.isEmpty() ? 0 : size(field.getProp(DomainCheck.MAX_ITEMS), 10);
    int other = texts ? random.nextInt(1 + 2 * size) : size; // half of the lists have one
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      list.add(i == other ? text(field) : items.get(i % items.size()));
    }
    return list;
  }

  private int size(@Nullable String bound, int usual) {
    int most = Math.min(bound == null ? usual : Integer.parseInt(bound), 2_000);
    int[] sizes = {0, 1, random.nextInt(usual), most / 2, most, most + 1};
    return sizes[random.nextInt(sizes.length)];
  }
}
