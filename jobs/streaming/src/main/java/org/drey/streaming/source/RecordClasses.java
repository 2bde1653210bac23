package org.drey.streaming.source;

import java.io.InterruptedIOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.drey.event.TopicNames;

/**
 * The classes of records, made ready in a thread that ends.
 *
 * <p>Avro keeps a value of its own class in each thread that reads a schema, as these classes do
 * when they are made ready. The threads of a job manager outlive jobs: each submission would leave
 * all its classes there, some 15 MB, until the metaspace is full and the process ends.
 */
final class RecordClasses {
  private RecordClasses() {}

  private static void touchAll() {
    Set<String> seen = new HashSet<>();
    TopicNames.ALL.forEach(
        topic -> touch(SpecificData.get().getSchema(TopicNames.recordClass(topic)), seen));
  }

  private static void touch(Schema schema, Set<String> seen) {
    switch (schema.getType()) {
      case RECORD, ENUM -> {
        if (seen.add(schema.getFullName())) {
          load(schema.getFullName());
          if (schema.getType() == Schema.Type.RECORD) {
            schema.getFields().forEach(field -> touch(field.schema(), seen));
          }
        }
      }
      case ARRAY -> touch(schema.getElementType(), seen);
      case MAP -> touch(schema.getValueType(), seen);
      case UNION -> schema.getTypes().forEach(one -> touch(one, seen));
      default -> {
        // a value without a class of its own
      }
    }
  }

  private static void load(String name) {
    try {
      Class<?> unused = Class.forName(name, true, RecordClasses.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("a record that its schema names has no class", e);
    }
  }

  /** Makes them ready, if they are not: before a source of such records is read from bytes. */
  static void initialize() throws InterruptedIOException {
    Thread thread = new Thread(RecordClasses::touchAll, "drey-record-classes");
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }
}
