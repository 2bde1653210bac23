package org.drey.local.cluster;

import java.util.Properties;

/** A broker that goes away and comes back where its clients look for it. */
public final class SamePort {
  private SamePort() {}

  /** The settings of a broker with a port that no client takes while it is away. */
  public static Properties settings() {
    Properties properties = new Properties();
    int port = FreePorts.some(1).get(0);
    properties.put("listeners", "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:0");
    return properties;
  }
}
