package org.drey.definitions.stream;

import org.apache.avro.specific.SpecificRecordBase;
import org.drey.definitions.config.Bindings;
import org.drey.definitions.config.Configuration;

/** A kind of record that jobs read: from which topics or file, and which of them are accepted. */
public interface Intake<T extends SpecificRecordBase> {
  /** The class of its records. */
  Class<T> type();

  /** The topic that is named as it is; its file is, too. */
  String topic();

  /** The topics from which live jobs read it; none where no legal basis lets them. */
  Bindings bindings(Configuration configuration, String topicPrefix);

  /** The same of its file, which has its own name. */
  Bindings fileBindings(Configuration configuration);

  /** Returns which of its records are accepted. */
  Admission<T> admission();
}
