package org.drey.terminal.alerts;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import org.drey.alerts.entity.EntityNames;
import org.drey.alerts.erasure.ErasureTopic;
import org.drey.alerts.erasure.NamingFindings;
import org.drey.alerts.source.LineFile;
import org.drey.alerts.source.ResultFolder;
import org.drey.alerts.source.ResultSource;
import org.drey.base.PlainText;
import org.drey.event.Erasure;
import org.drey.event.TopicNames;
import org.drey.terminal.UserError;
import org.jspecify.annotations.Nullable;

/** The writing of a request for erasure to a folder or a topic. */
final class ErasureDelivery {
  private final SourceOptions source;
  private final PrintWriter says;
  private final @Nullable ResultFolder folder;

  /**
   * A way to where the results are.
   *
   * @param warnings takes what is wrong with the folder
   */
  ErasureDelivery(SourceOptions source, PrintWriter says, Consumer<String> warnings) {
    this.source = source;
    this.says = says;
    this.folder = source.folder(warnings);
  }

  /** Writes a request, and deletes what the job cannot: it may have written until then. */
  void send(Erasure record, ResultSource results) throws IOException, InterruptedException {
    if (folder != null) {
      Path file = folder.file(TopicNames.ERASURES);
      LineFile.append(file, record);
      says.println(
          "Written to " + file + ": it counts when that file is in the --input of a replay.");
      return;
    }
    String topic = new ErasureTopic(source.kafka().client(), source.kafka().prefix()).send(record);
    says.println(
        "Sent to the topic "
            + topic
            + ". Within a minute './drey alerts erase' with the same options and --json shows what"
            + " is left.");
    deleteFindings(NamingFindings.ids(results, EntityNames.of(record)));
  }

  private void deleteFindings(Set<String> ids) throws IOException, InterruptedException {
    if (ids.isEmpty()) {
      return;
    }
    try {
      String topic = NamingFindings.delete(ids, source.kafka().client(), source.kafka().prefix());
      says.println("Deleted on the topic " + topic + ": " + ids.size() + " naming it.");
    } catch (IOException e) {
      throw new UserError(
          "The request is sent, but findings may still name it: "
              + PlainText.text(String.valueOf(e.getMessage()))
              + ". Erase again with the same options when that is mended: twice does no harm.");
    }
  }
}
