package org.drey.cli.topics;

/**
 * A difference between a topic and its plan.
 *
 * @param topic its full name
 * @param what the name of a setting; {@code topic}, {@code partitions} or {@code replication}
 * @param found what the brokers have
 * @param needed what will do, in words
 * @param value what it is to be set to
 * @param reason what goes wrong as it is
 * @param remedy how it is put right
 */
public record TopicDifference(
    String topic,
    String what,
    String found,
    String needed,
    String value,
    String reason,
    Remedy remedy) {

  /** The way in which a difference is put right. */
  public enum Remedy {
    /** The topic is created. */
    CREATE,
    /** A setting is altered. */
    ALTER,
    /** Partitions are added. */
    ADD_PARTITIONS,
    /** A person has to do it. */
    BY_HAND
  }
}
