package org.drey.cli.blocklist;

import java.io.PrintWriter;
import org.drey.blocklist.publish.Manifest;
import picocli.CommandLine.Option;

/** Prints what was put in force. */
final class Announced {
  @Option(names = "--json", description = "Prints the manifest.")
  private boolean json;

  void print(Manifest manifest, ControlTopic topic, PrintWriter out) {
    out.println(
        json
            ? manifest.toJson()
            : String.format(
                "list %s: version %s in force, announcement %d, %d difference(s)%s",
                manifest.listId(),
                manifest.list().version(),
                manifest.sequence(),
                manifest.deltas().size(),
                topic.isGiven() ? "" : "; not announced to Kafka (--bootstrap)"));
  }
}
