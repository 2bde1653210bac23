package org.drey.local.cluster;

import java.util.Properties;

/** A broker that goes away and comes back where its clients look for it. */
public final class SamePort {
  private SamePort() {}

  /** The settings of a broker at the address of another, which is closed by then. */
  public static Properties of(KafkaBroker broker) {
    Properties properties = new Properties();
    properties.put("listeners", "PLAINTEXT://" + broker.bootstrap() + ",CONTROLLER://localhost:0");
    return properties;
  }
}
