package org.drey.local.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.drey.alerts.decide.VerdictRules.SecondEyes;
import org.drey.alerts.decide.VerdictTopic;
import org.drey.alerts.handover.GoamlMapping;
import org.drey.alerts.handover.GoamlTerms;
import org.drey.alerts.handover.SharingTerms;
import org.drey.alerts.handover.TrafficLight;
import org.drey.console.audit.AuditLog;
import org.drey.console.decide.TopicOutlet;
import org.drey.console.index.TopicSource;
import org.drey.console.store.ConsoleDatabase;
import org.drey.console.web.ConsoleServer;
import org.drey.console.web.TokenLinks;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.rules.compile.RuleSet;
import org.jspecify.annotations.Nullable;

/** The analysts' console, which reads what the demo's jobs write. */
final class DemoConsole implements AutoCloseable {
  /** As the generated world has no operator, one is invented. */
  private static final SharingTerms SHARING =
      new SharingTerms(
          TrafficLight.RED,
          SharingTerms.DEFAULT.days(),
          "Example operator",
          "trust@operator.example");

  private final ConsoleDatabase database;
  private @Nullable ConsoleServer server;

  private DemoConsole(ConsoleDatabase database) {
    this.database = database;
  }

  /**
   * Starts it on any free port of this machine.
   *
   * @param folder where its database is made
   * @param addresses takes the address that signs in, once, and then each that takes its place
   * @param warnings takes a text for each of the first records that cannot be read
   */
  static DemoConsole start(
      Path folder,
      Properties client,
      RuleSet rules,
      DreyConfiguration configuration,
      Consumer<String> addresses,
      Consumer<String> warnings)
      throws IOException {
    // The audit goes with the demo: no one compares it with a log, which lies among what is shown.
    Configurator.setLevel(AuditLog.class, Level.WARN);
    DemoConsole console = new DemoConsole(ConsoleDatabase.open(folder.resolve("console.db")));
    console.server =
        ConsoleServer.start(
            new ConsoleServer.Settings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                "you",
                null,
                new TopicSource(client, "", warnings),
                new TopicOutlet(new VerdictTopic(client, "")),
                rules,
                new SecondEyes(true, configuration.fourEyesFrom()),
                new GoamlTerms(GoamlMapping.NONE.in(configuration.referenceCurrency()), null),
                SHARING,
                TokenLinks.NONE,
                addresses),
            console.database);
    return console;
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
    database.close();
  }
}
