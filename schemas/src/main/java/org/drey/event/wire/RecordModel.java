package org.drey.event.wire;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;

/** The model that Avro needs of a generated class. */
public final class RecordModel {
  private RecordModel() {}

  /**
   * The data model of a class. It looks for classes where that class was loaded: Avro's own model
   * looks beside Avro, where a job's classes need not be.
   */
  public static SpecificData of(Class<? extends SpecificRecordBase> type) {
    SpecificData model = new SpecificData(type.getClassLoader());
    SpecificData.getForClass(type).getConversions().forEach(model::addLogicalTypeConversion);
    return model;
  }

  /** The current schema of a class. */
  public static Schema schema(Class<? extends SpecificRecordBase> type) {
    return SpecificData.get().getSchema(type);
  }
}
