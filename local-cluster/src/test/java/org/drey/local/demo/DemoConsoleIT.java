package org.drey.local.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.drey.console.audit.AuditLog;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.rules.sigma.RuleFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The console of a demo, of which no broker is needed to sign in. */
@Timeout(60)
final class DemoConsoleIT {
  @TempDir private Path folder;

  private static int signIn(String address) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }

  @Test
  void anAddressThatWasUsedIsFollowedByTheNext() throws Exception {
    Properties kafka = new Properties();
    kafka.setProperty("bootstrap.servers", "localhost:9");
    List<String> addresses = new CopyOnWriteArrayList<>();
    DemoConsole console =
        DemoConsole.start(
            folder,
            kafka,
            StreamRegistry.compile(RuleFile.catalogue(), DreyConfiguration.DEFAULT),
            DreyConfiguration.DEFAULT,
            addresses::add,
            warning -> {});
    try {
      assertEquals(1, addresses.size());
      assertEquals(303, signIn(addresses.get(0)));
      assertEquals(2, addresses.size());
      assertNotEquals(addresses.get(0), addresses.get(1));
      assertEquals(303, signIn(addresses.get(1)));
      assertFalse(
          LoggerFactory.getLogger(AuditLog.class).isInfoEnabled(), "the audit is in no log");
    } finally {
      console.close();
    }
  }
}
