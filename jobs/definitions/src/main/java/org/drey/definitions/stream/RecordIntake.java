package org.drey.definitions.stream;

import org.apache.avro.specific.SpecificRecordBase;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.config.TopicBindings;

/** A kind of record that jobs read: from which topics or file, and which of them are accepted. */
public interface RecordIntake<T extends SpecificRecordBase> {
  /** The class of its records. */
  Class<T> type();

  /** The topic that is named as it is; its file is, too. */
  String topic();

  /** The topics from which live jobs read it; none where no legal basis lets them. */
  TopicBindings bindings(DreyConfiguration configuration, String topicPrefix);

  /** The same of its file, which has its own name. */
  TopicBindings fileBindings(DreyConfiguration configuration);

  /** Returns which of its records are accepted. */
  RecordAdmission<T> admission();
}
