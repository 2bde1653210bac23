package org.drey.cli.collect;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import org.drey.collect.iso20022.LiveMessages;
import org.drey.collect.iso20022.MessageIntake;
import org.drey.collect.iso20022.MessageSpool;
import org.drey.collect.iso20022.MessageTopic;
import org.drey.collect.listen.PostEndpoint;
import org.drey.collect.listen.SenderCheck;
import org.drey.edge.http.StatusPages;
import org.drey.edge.http.StatusServer;
import org.drey.edge.metrics.ServerMetrics;
import org.drey.terminal.UserError;

/**
 * A run that takes messages of payments until it is stopped.
 *
 * @param metrics where to serve health and metrics
 */
record LiveMessagesRun(CollectRun run, InetSocketAddress metrics, MessageIntake intake) {
  private static final String SPOOL = "spool";
  private static final Clock CLOCK = Clock.systemUTC();

  /** Takes what is posted; returns the exit status. */
  int post(PostOptions options, Path state) throws Exception {
    SSLContext tls = options.tls(run.spec());
    InetSocketAddress address = options.address(run.spec());
    SenderCheck senders = options.senders(run.spec());
    CollectService service = run.service();
    try (MessageSpool spool = spool(state);
        StatusServer web =
            StatusServer.start(
                metrics, CollectStatus.pages(service, added -> addMetrics(added, spool)));
        PostEndpoint endpoint = new PostEndpoint(address, tls, senders, spool)) {
      service.watch(spool::problem);
      begin(web);
      run.print("http%s:/%s/".formatted(tls == null ? "" : "s", endpoint.address()));
      return run.untilStopped(() -> LiveMessages.run(spool, intake));
    }
  }

  private static MessageSpool spool(Path state) throws IOException {
    try {
      Files.createDirectories(state);
      return new MessageSpool(state.resolve(SPOOL), CLOCK);
    } catch (IOException e) {
      throw new UserError("--state: " + e.getMessage());
    }
  }

  private static void addMetrics(ServerMetrics to, MessageSpool spool) {
    to.gauge(
        "drey_collect_spool_bytes",
        "Messages on the disk, of which brokers do not have all yet.",
        value -> value.call((double) spool.bytes()));
    to.gauge(
        "drey_collect_spool_turned_away",
        "Messages that were answered with 503, for the spool was full.",
        value -> value.call((double) spool.turnedAway()));
  }

  /** Takes the records of a topic; returns the exit status. */
  int topic(Properties client, String topic) throws Exception {
    try (StatusServer web = StatusServer.start(metrics, CollectStatus.pages(run.service()))) {
      begin(web);
      run.print("reading topic " + topic);
      return run.untilStopped(() -> read(client, topic));
    }
  }

  private void read(Properties client, String topic) throws Exception {
    try (MessageTopic source = MessageTopic.open(client, topic, CLOCK)) {
      run.service().watch(source::problem);
      LiveMessages.run(source, intake);
    }
  }

  private void begin(StatusServer web) {
    run.service().start();
    run.service().gaps().connected(CLOCK.instant());
    run.print("http:/" + web.address() + StatusPages.HEALTH);
  }
}
