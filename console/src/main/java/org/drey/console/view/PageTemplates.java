package org.drey.console.view;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

/** Pages as HTML: what is in a view and nothing else; each text is escaped where it is put. */
@SuppressWarnings("NullAway") // jte's generated classes take null for "no interceptor"
public final class PageTemplates {
  private PageTemplates() {}

  /** The first page. */
  public static String queue(QueueView view) {
    StringOutput html = new StringOutput();
    JtequeueGenerated.render(new OwaspHtmlTemplateOutput(html), null, view);
    return html.toString();
  }

  /** Returns how many alerts wait, as part of the first page. */
  public static String newer(NewerView newer) {
    StringOutput html = new StringOutput();
    JtenewerGenerated.render(new OwaspHtmlTemplateOutput(html), null, newer);
    return html.toString();
  }

  /** Returns what became of a verdict, as part of a page. */
  public static String progress(ProgressView progress, String csrf) {
    StringOutput html = new StringOutput();
    JteprogressGenerated.render(new OwaspHtmlTemplateOutput(html), null, progress, csrf);
    return html.toString();
  }

  /** The page of an alert. */
  public static String alert(AlertPageView view) {
    StringOutput html = new StringOutput();
    JtealertGenerated.render(new OwaspHtmlTemplateOutput(html), null, view);
    return html.toString();
  }

  /** Alerts that are decided together. */
  public static String bulk(BulkView view) {
    StringOutput html = new StringOutput();
    JtebulkGenerated.render(new OwaspHtmlTemplateOutput(html), null, view);
    return html.toString();
  }

  /** Returns what became of verdicts that were sent together. */
  public static String sent(SentView view) {
    StringOutput html = new StringOutput();
    JtesentGenerated.render(new OwaspHtmlTemplateOutput(html), null, view);
    return html.toString();
  }

  /** Returns what a decision would do, before it is sent. */
  public static String preview(PreviewView view) {
    StringOutput html = new StringOutput();
    JtepreviewGenerated.render(new OwaspHtmlTemplateOutput(html), null, view);
    return html.toString();
  }

  /** An alert or a case in the format of another tool. */
  public static String handOn(ExportView view) {
    StringOutput html = new StringOutput();
    JtehandonGenerated.render(new OwaspHtmlTemplateOutput(html), null, view);
    return html.toString();
  }

  /** A page that leads to the first one. */
  public static String entering() {
    StringOutput html = new StringOutput();
    JteenteringGenerated.render(new OwaspHtmlTemplateOutput(html), null);
    return html.toString();
  }

  /** A page that says what priorities, bands and tracks mean. */
  public static String meanings(PageFrame frame) {
    StringOutput html = new StringOutput();
    JtemeaningsGenerated.render(new OwaspHtmlTemplateOutput(html), null, frame);
    return html.toString();
  }

  /** A page that is a table. */
  public static String table(TableView view) {
    StringOutput html = new StringOutput();
    JtetableGenerated.render(new OwaspHtmlTemplateOutput(html), null, view);
    return html.toString();
  }

  /** A page that says one thing. */
  public static String message(MessageView view) {
    StringOutput html = new StringOutput();
    JtemessageGenerated.render(new OwaspHtmlTemplateOutput(html), null, view);
    return html.toString();
  }
}
