package org.drey.terminal.alerts;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import org.drey.alerts.decide.AcceptedVerdicts;
import org.drey.alerts.decide.VerdictFile;
import org.drey.alerts.decide.VerdictHistory;
import org.drey.alerts.decide.VerdictTopic;
import org.drey.alerts.source.ResultFolder;
import org.drey.base.PlainText;
import org.drey.event.Alert;
import org.drey.event.TopicNames;
import org.drey.event.Verdict;
import org.drey.terminal.UserError;
import picocli.CommandLine.Model.CommandSpec;

/** Gives a verdict where its alert came from, and says what became of it. */
final class VerdictGiving {
  private static final int NOT_TAKEN_UP = 3;

  private final SourceOptions source;
  private final int waitSeconds;
  private final PrintWriter out;
  private final CommandSpec spec;

  /**
   * Gives to where alerts come from.
   *
   * @param out takes what became of it
   */
  VerdictGiving(SourceOptions source, int waitSeconds, CommandSpec spec, PrintWriter out) {
    this.source = source;
    this.waitSeconds = waitSeconds;
    this.out = out;
    this.spec = spec;
  }

  /**
   * Gives it.
   *
   * @param history of the alert, before
   * @return the exit status
   */
  int give(Verdict verdict, VerdictHistory history) throws IOException, InterruptedException {
    ResultFolder folder = source.folder(spec.commandLine().getErr()::println);
    if (folder != null) {
      Path file = folder.file(TopicNames.VERDICTS);
      VerdictFile.append(file, verdict);
      out.println(
          "Written to "
              + file
              + " as "
              + verdict.getVerdictId()
              + ": it counts when that file is in the --input of a replay.");
      return 0;
    }
    VerdictTopic topic = new VerdictTopic(source.kafka().client(), source.kafka().prefix());
    if (waitSeconds == 0) {
      sent(verdict, topic.send(verdict));
      out.println("'./drey alerts show' says when the job has taken it up.");
      return 0;
    }
    try (AcceptedVerdicts answers = AcceptedVerdicts.fromNow(source.kafka().topics())) {
      VerdictTopic.Position position = topic.send(verdict);
      sent(verdict, position);
      AcceptedVerdicts.Answer answer =
          answers.await(verdict, position, Duration.ofSeconds(waitSeconds));
      return said(answer, history.isNewest(verdict));
    }
  }

  private void sent(Verdict verdict, VerdictTopic.Position position) {
    out.println("Sent to the topic " + position.topic() + " as " + verdict.getVerdictId() + ".");
    out.flush();
  }

  private int said(AcceptedVerdicts.Answer answer, boolean isNewest) {
    if (answer.refused() != null) {
      throw new UserError("The job has refused it: " + PlainText.text(answer.refused()));
    }
    Alert alert = answer.alert();
    if (alert == null && !isNewest) {
      out.println(
          "The job has not refused it within "
              + waitSeconds
              + " s. An alert names its newest verdict alone, which this is not: it takes effect"
              + " before another. './drey alerts show' shows the result of both.");
      return 0;
    }
    if (alert == null) {
      out.println(
          "The job has not taken it up within "
              + waitSeconds
              + " s. It is on the topic: './drey alerts show' says when it has.");
      return NOT_TAKEN_UP;
    }
    out.println(
        "Taken up: revision "
            + alert.getRevision()
            + " is "
            + alert.getState()
            + ", verdict "
            + alert.getVerdict()
            + (alert.getClosedBy() == null ? "." : ", closed by " + alert.getClosedBy() + "."));
    return 0;
  }
}
