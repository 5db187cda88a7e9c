package io.cloudjobs.emulator;

import static io.cloudjobs.emulator.Reply.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudjobs.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportsTest {
    private static final String ALWAYS = ",startDateTime=null,endDateTime=null)";

    /** Starts at 2026-11-22T12:00:00Z. */
    private final ManualTime time = new ManualTime();

    private CloudJobsEmulator emulator;
    private PrintEmulator print;

    @BeforeEach
    void start() {
        emulator = CloudJobsEmulator.start(time);
        print = emulator.print();
    }

    @AfterEach
    void close() {
        emulator.close();
    }

    private Reply get(String report) {
        return Reply.toPrintAsUser(print, "GET", "/reports/" + report, "");
    }

    private List<String> values(String report, String member) {
        Reply reply = get(report);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        List<String> values = new ArrayList<>();
        reply.json().path("value").forEach(row -> values.add(row.at(member).asText()));
        return values;
    }

    private String ofPrinter() {
        return "getPrinterArchivedPrintJobs(printerId='" + print.printerId() + "'" + ALWAYS;
    }

    /** Adds a job with these members, in single quotes. */
    private void archive(String members) {
        print.archive(members.replace('\'', '"'));
    }

    private void read(String jobId) {
        Reply.toPrint(print, "GET", "/print/printers/" + print.printerId() + "/jobs/" + jobId, "");
    }

    @Test
    void aJobIsArchivedWhenItHasEnded() {
        String printed = print.submitJob("ada@contoso.com");
        HeldJob aborted = print.holdJob();
        String canceled = print.submitJob("ben@contoso.com");
        print.holdJob();
        assertThat(values(ofPrinter(), "/id")).isEmpty();
        String jobs = "/print/printers/" + print.printerId() + "/jobs/";

        time.advance(Duration.ofMinutes(1));
        Reply.toPrintAsUser(print, "POST", jobs + canceled + "/cancel", "");
        time.advance(Duration.ofMinutes(1));
        Reply.toPrint(print, "POST", jobs + aborted.jobId() + "/abort", "{\"reason\":\"x\"}");
        time.advance(Duration.ofMinutes(1));
        read(printed);
        time.advance(Duration.ofMinutes(1));
        read(printed);

        JsonNode value = get(ofPrinter()).json().path("value");
        assertThat(value).hasSize(3);
        assertThat(values(ofPrinter(), "/processingState")).containsExactly("canceled", "aborted", "completed");
        assertThat(values(ofPrinter(), "/completionDateTime"))
                .containsExactly(
                        "2026-11-22T12:01:00.0000000Z", "2026-11-22T12:02:00.0000000Z", "2026-11-22T12:03:00.0000000Z");
        assertThat(values(ofPrinter(), "/acquiredByPrinter")).containsExactly("false", "false", "true");
        assertThat(values(ofPrinter(), "/copiesPrinted")).containsExactly("0", "0", "1");
        assertThat(values(ofPrinter(), "/acquiredDateTime"))
                .containsExactly("null", "null", "2026-11-22T12:03:00.0000000Z");
        JsonNode last = value.get(2);
        assertThat(last.path("createdDateTime").textValue()).isEqualTo("2026-11-22T12:00:00.0000000Z");
        assertThat(last.at("/createdBy/userPrincipalName").textValue()).isEqualTo("ada@contoso.com");
        assertThat(last.path("printerId").textValue()).isEqualTo(print.printerId());
        assertThat(last.path("printerName").textValue()).isNotEmpty();
        assertThat(last.path("id").textValue()).isNotEqualTo(printed).hasSize(36);
        assertThat(values(ofPrinter(), "/id"))
                .doesNotHaveDuplicates()
                .last()
                .isEqualTo(last.path("id").textValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "null                              | null                              | a b c d",
                "2026-11-01T00:00:00Z              | 2026-11-30T23:59:59.9999999Z      | b c d",
                "2026-11-01T00:00:00.0000001Z      | null                              | c d",
                "null                              | 2026-11-02T00:00:00Z              | a b c",
                "2026-11-02T01:00:00+01:00         | 2026-11-02T01:00:00%2B01:00       | c",
                "2026-12-01T00:00:00Z              | 2026-11-01T00:00:00Z              |",
            })
    void thePeriodIsInclusiveAndAppliesToTheEndOfTheJob(String start, String end, String expected) {
        archive("{'id':'d','completionDateTime':'2026-11-30T23:59:59.9999999Z'}");
        archive("{'id':'a','completionDateTime':'2026-10-31T23:59:59Z','createdDateTime':'2026-11-15T00:00:00Z'}");
        archive("{'id':'b','completionDateTime':'2026-11-01T00:00:00.0000000Z'}");
        archive("{'id':'c','completionDateTime':'2026-11-02T00:00:00.0000000Z'}");

        String report = "getPrinterArchivedPrintJobs(printerId='" + print.printerId() + "',startDateTime=" + start
                + ",endDateTime=" + end + ")";

        assertThat(String.join(" ", values(report, "/id"))).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void archivedJobsAreOfAPrinterAUserOrAGroup() {
        archive("{'id':'1'}");
        archive("{'id':'2','createdBy':{'userPrincipalName':'ada@contoso.com','displayName':'Ada'}}");
        archive("{'id':'3','printerId':'O\\u0027Hara, 2)','createdBy':{'userPrincipalName':'ADA@contoso.com'}}");
        archive("{'id':'4','printerId':null,'createdBy':null,'copiesPrinted':null}");
        print.addToGroup("g", "ada@contoso.com");
        String ada = values(ofPrinter(), "/createdBy/id").get(1);

        assertThat(values(ofPrinter(), "/id")).containsExactly("1", "2");
        assertThat(values(ofPrinter(), "/createdBy/displayName")).containsExactly("John Smith", "Ada");
        assertThat(values("getPrinterArchivedPrintJobs(printerId='O''Hara,%202)'" + ALWAYS, "/id"))
                .containsExactly("3");
        assertThat(values("getUserArchivedPrintJobs(userId='" + ada + "'" + ALWAYS, "/id"))
                .containsExactly("2", "3");
        assertThat(values("getGroupArchivedPrintJobs(groupId='g'" + ALWAYS, "/id"))
                .containsExactly("2", "3");
        assertThat(values("getGroupArchivedPrintJobs(groupId='unknown'" + ALWAYS, "/id"))
                .isEmpty();
        assertThat(values("getUserArchivedPrintJobs(userId='unknown'" + ALWAYS, "/id"))
                .isEmpty();
        assertThat(values("getPrinterArchivedPrintJobs(printerId='unknown'" + ALWAYS, "/id"))
                .isEmpty();
    }

    @Test
    void anArchivedJobHasTheGivenMembers() {
        archive("{'id':'x','printerName':'Floor 7','processingState':'aborted','copiesPrinted':3,'new':{'a':[1]}}");

        JsonNode job = get(ofPrinter()).json().path("value").get(0);

        assertThat(job.path("printerName").textValue()).isEqualTo("Floor 7");
        assertThat(job.path("processingState").textValue()).isEqualTo("aborted");
        assertThat(job.path("copiesPrinted").intValue()).isEqualTo(3);
        assertThat(job.path("new").toString()).isEqualTo("{\"a\":[1]}");
        assertThat(job.path("completionDateTime").textValue()).isEqualTo("2026-11-22T12:00:00.0000000Z");
        assertThat(job.at("/createdBy/userPrincipalName").textValue()).isEqualTo(print.userPrincipalName());
        for (String wrong : List.of("[]", "7", "{", "null", "{} {}")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> print.archive(wrong))
                    .withMessageStartingWith("json must be a JSON object, but is ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // quoted times
                "(printerId='p',startDateTime='2026-11-01T00:00:00Z',endDateTime=null)",
                "(printerId='p',startDateTime=null,endDateTime='2026-11-01T00:00:00Z')",
                "(printerId='p',startDateTime='null',endDateTime=null)",
                // an id without quotes, or with a single quote inside
                "(printerId=p,startDateTime=null,endDateTime=null)",
                "(printerId=null,startDateTime=null,endDateTime=null)",
                "(printerId='O'Hara',startDateTime=null,endDateTime=null)",
                "(printerId=',startDateTime=null,endDateTime=null)",
                // without a parameter, with another, or with one twice
                "",
                "()",
                "(printerId='p')",
                "(printerId='p',startDateTime=null)",
                "(printerId='p',endDateTime=null)",
                "(startDateTime=null,endDateTime=null)",
                "(userId='p',startDateTime=null,endDateTime=null)",
                "(printerId='p',startDateTime=null,endDateTime=null,top=1)",
                "(printerId='p',startDateTime=null,startDateTime=null,endDateTime=null)",
                // not a time
                "(printerId='p',startDateTime=2026-11-01,endDateTime=null)",
                "(printerId='p',startDateTime=2026-11-01T00:00:00,endDateTime=null)",
                "(printerId='p',startDateTime=,endDateTime=null)",
                "(printerId='p',startDateTime,endDateTime=null)",
            })
    void aCallThatDoesNotFitTheMetadataIs400(String parameters) {
        Reply reply = get("getPrinterArchivedPrintJobs" + parameters);

        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.json().at("/error/code").textValue()).isEqualTo("invalidRequest");
    }

    @Test
    void anUnknownReportIs404() {
        assertThat(get("getArchivedPrintJobs(printerId='p'" + ALWAYS).status()).isEqualTo(404);
        assertThat(get("dailyPrintUsageByUser/unknown").status()).isEqualTo(404);
        assertThat(get("dailyPrintUsage").status()).isEqualTo(404);
    }

    @Test
    void usageIsTheSumOfTheArchivedJobsOfADayOrAMonth() {
        archive("{'completionDateTime':'2026-10-31T23:59:59.9999999Z','copiesPrinted':7}");
        archive("{'completionDateTime':'2026-11-02T08:00:00.0000000Z','copiesPrinted':2}");
        archive("{'completionDateTime':'2026-11-02T09:00:00.0000000Z','copiesPrinted':3,'printerId':'q'}");
        archive("{'completionDateTime':'2026-11-02T10:00:00.0000000Z','processingState':'canceled'}");
        archive("{'completionDateTime':'2026-11-03T10:00:00.0000000Z','acquiredByPrinter':false}");
        archive("{'completionDateTime':'2026-11-03T10:00:00.0000000Z','createdBy':{'userPrincipalName':'a@b.c'}}");

        assertThat(values("dailyPrintUsageByUser", "/usageDate"))
                .containsExactly("2026-10-31", "2026-11-02", "2026-11-03", "2026-11-03");
        assertThat(values("dailyPrintUsageByUser", "/userPrincipalName"))
                .containsExactly(
                        print.userPrincipalName(), print.userPrincipalName(), print.userPrincipalName(), "a@b.c");
        assertThat(values("dailyPrintUsageByUser", "/completedJobCount")).containsExactly("1", "2", "0", "1");
        assertThat(values("dailyPrintUsageByUser", "/incompleteJobCount")).containsExactly("0", "1", "0", "0");
        assertThat(values("dailyPrintUsageByUser", "/pageCount")).containsExactly("7", "5", "0", "1");
        assertThat(values("monthlyPrintUsageByUser", "/usageDate"))
                .containsExactly("2026-10-01", "2026-11-01", "2026-11-01");
        assertThat(values("monthlyPrintUsageByUser", "/mediaSheetCount")).containsExactly("7", "5", "1");
        assertThat(values("dailyPrintUsageByPrinter", "/printerId"))
                .containsExactly(print.printerId(), print.printerId(), "q", print.printerId());
        assertThat(values("monthlyPrintUsageByPrinter", "/completedBlackAndWhiteJobCount"))
                .containsExactly("1", "2", "1");
        assertThat(values("monthlyPrintUsageByPrinter", "/printerName")).contains("Printer q");
    }

    @Test
    void reportsHaveQueryOptions() {
        for (int copies = 1; copies <= 3; copies++) {
            archive("{'completionDateTime':'2026-11-0" + copies + "T08:00:00.0000000Z','copiesPrinted':" + copies
                    + "}");
        }
        String jobs = "getPrinterArchivedPrintJobs(printerId='" + print.printerId()
                + "',startDateTime=null,endDateTime=null)";

        assertThat(values(jobs + "?$filter=copiesPrinted%20gt%201&$orderby=copiesPrinted%20desc", "/copiesPrinted"))
                .containsExactly("3", "2");
        assertThat(get(jobs + "?$top=2&$select=copiesPrinted").json().get("value"))
                .isEqualTo(json("[{\"copiesPrinted\":1},{\"copiesPrinted\":2}]"));
        assertThat(get(jobs + "?$top=2").json().get("@odata.nextLink").textValue())
                .endsWith(jobs + "?$top=2&$skiptoken=2");
        assertThat(values("dailyPrintUsageByUser?$filter=usageDate%20ge%202026-11-02&$skip=1", "/usageDate"))
                .containsExactly("2026-11-03");
        String id = get("dailyPrintUsageByUser").json().at("/value/0/id").textValue();
        assertThat(get("dailyPrintUsageByUser('" + id + "')?$select=id").json().size())
                .isEqualTo(2);
        for (String path : List.of(jobs, "dailyPrintUsageByPrinter")) {
            assertThat(get(path + "?$count=true").status()).isEqualTo(400);
            assertThat(get(path + "?$search=a").status()).isEqualTo(400);
        }
    }

    @Test
    void aUsageIsReadByTheIdInTheList() {
        archive("{}");
        for (String report : List.of(
                "dailyPrintUsageByUser",
                "dailyPrintUsageByPrinter",
                "monthlyPrintUsageByUser",
                "monthlyPrintUsageByPrinter")) {
            JsonNode row = get(report).json().path("value").get(0);

            JsonNode same = get(report + "/" + row.path("id").textValue()).json();

            row.properties()
                    .forEach(member -> assertThat(same.get(member.getKey())).isEqualTo(member.getValue()));
            assertThat(same.path("completedColorJobCount").isIntegralNumber()).isTrue();
            assertThat(same.path("@odata.context").textValue()).endsWith("#reports/" + report + "/$entity");
        }
    }

    @Test
    void reportsHavePages() {
        print.pageSize(2);
        for (int i = 1; i <= 5; i++) {
            archive("{'id':'" + i + "','completionDateTime':'2026-11-0" + i + "T00:00:00.0000000Z'}");
        }

        for (String report : List.of(ofPrinter(), "dailyPrintUsageByUser")) {
            List<Integer> pages = new ArrayList<>();
            String url = print.endpoint() + "/reports/" + report;
            while (!url.isEmpty()) {
                JsonNode page = Reply.to("GET", url, "", "Authorization", "Bearer " + print.userToken())
                        .json();
                pages.add(page.path("value").size());
                url = page.path("@odata.nextLink").asText();
            }
            assertThat(pages).containsExactly(2, 2, 1);
        }
    }

    @Test
    void aRedirectedJobIsCompletedButNotPrintedByItsPrinter() {
        HeldJob held = print.holdJob();
        print.addPrinter("q", "share of q");
        String path = "/print/printers/" + held.printerId() + "/jobs/" + held.jobId() + "/redirect";
        assertThat(Reply.toPrint(print, "POST", path, "{\"destinationPrinterId\":\"q\"}")
                        .status())
                .isEqualTo(200);

        assertThat(values(ofPrinter(), "/processingState")).containsExactly("completed");
        assertThat(values(ofPrinter(), "/acquiredByPrinter")).containsExactly("false");
        assertThat(values("dailyPrintUsageByPrinter", "/completedJobCount")).containsExactly("0");
        assertThat(values("dailyPrintUsageByPrinter", "/incompleteJobCount")).containsExactly("0");
    }

    @Test
    void aResetEmptiesTheArchiveAndTheGroups() {
        archive("{}");
        print.addToGroup("g", print.userPrincipalName());

        emulator.reset();

        assertThat(values(ofPrinter(), "/id")).isEmpty();
        archive("{}");
        assertThat(values("getGroupArchivedPrintJobs(groupId='g'" + ALWAYS, "/id"))
                .isEmpty();
    }
}
