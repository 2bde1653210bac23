package org.drey.console.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.drey.console.decide.DecisionForm;
import org.drey.console.view.ProgressView;
import org.drey.event.Alert;

/** Verdicts that were sent together, taken back together: as if they had never been given. */
record BulkTakeBack(PageServices desk, PageFrames frames) {
  /** Takes back those of the last time that can be; the next page says what became of each. */
  void takeBack(Context context) throws InterruptedException {
    String away = frames.away();
    if (away != null) {
      throw new RequestRefusal(HttpStatus.SERVICE_UNAVAILABLE.getCode(), away);
    }
    AnalystSession session = RequestGuards.session(context);
    BulkGiving giving = new BulkGiving(desk.deciding());
    for (Alert alert : desk.index().alerts(session.together().alertIds()).values()) {
      ProgressView progress = frames.progress(alert, session.analyst(), true);
      if (progress != null && progress.takeBack() != null) {
        DecisionForm form = form(progress.takeBack());
        giving.give(
            alert,
            form,
            () -> desk.deciding().prepare(alert, form, session.person(), List.of(), Instant.now()));
      }
    }
    session.sent(giving.done());
    context.redirect("/bulk/sent", HttpStatus.SEE_OTHER);
  }

  private static DecisionForm form(ProgressView.TakeBack back) {
    return DecisionForm.of(
        Map.of(
            "generation", List.of(Long.toString(back.generation())),
            "revision", List.of(Long.toString(back.revision())),
            "choice", List.of(back.choice())));
  }
}
