package org.drey.local.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Properties;
import java.util.function.Consumer;
import org.drey.alerts.decide.VerdictRules.SecondEyes;
import org.drey.alerts.decide.VerdictTopic;
import org.drey.alerts.handover.GoamlMapping;
import org.drey.alerts.handover.GoamlTerms;
import org.drey.console.decide.TopicOutlet;
import org.drey.console.index.TopicSource;
import org.drey.console.store.Database;
import org.drey.console.web.ConsoleServer;
import org.drey.console.web.TokenLinks;
import org.drey.definitions.config.Configuration;
import org.drey.rules.compile.RuleSet;
import org.jspecify.annotations.Nullable;

/** The analysts' console, which reads what the demo's jobs write. */
final class DemoConsole implements AutoCloseable {
  private final Database database;
  private volatile String address = "";
  private @Nullable ConsoleServer server;

  private DemoConsole(Database database) {
    this.database = database;
  }

  /**
   * Starts it on any free port of this machine.
   *
   * @param folder where its database is made
   * @param warnings takes a text for each of the first records that cannot be read
   */
  static DemoConsole start(
      Path folder,
      Properties client,
      RuleSet rules,
      Configuration configuration,
      Consumer<String> warnings)
      throws IOException {
    DemoConsole console = new DemoConsole(Database.open(folder.resolve("console.db")));
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
                TokenLinks.NONE,
                next -> console.address = next),
            console.database);
    return console;
  }

  /** The address that signs in, once; the next one when it has been used. */
  String address() {
    return address;
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
    database.close();
  }
}
