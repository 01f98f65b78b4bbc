# Lists from Excel.
import-units = Import units from Excel
import-people = Import people from Excel
import-facts = Import records from Excel
import-why = The list is looked through row by row first. It is stored only when every row is right, all of it at once.
import-file = Excel file
import-file-hint = An .xlsx, .xls or .ods file; its first sheet is read, at most 5,000 rows, 10 MB.
import-look = Look through
import-template = Download the template
import-cancel = Cancel
import-columns = Columns (* required)
import-notes = Notes
import-not-a-sheet = this file cannot be read as a sheet
import-too-large = the file is larger than { $limit } MB
import-empty = the list has no rows
import-ready = Every row is right. Nothing is stored yet.
import-wrong = { $count } { $count ->
    [one] row needs
   *[other] rows need
  } correction
import-wrong-then = Nothing was stored. Correct the Excel file and upload it again.
import-nothing-new = Every row is recorded already.
import-counts = New: { $new } · There already: { $same } · Wrong: { $wrong }
import-store = Store { $count } { $count ->
    [one] new row
   *[other] new rows
  }
import-stored = { $count } { $count ->
    [one] row was
   *[other] rows were
  } imported.
import-again = Choose another file
import-rows = Rows of the list
import-row = Row
import-becomes = What becomes of it
import-more = { $count } { $count ->
    [one] more row is
   *[other] more rows are
  } not shown here.
import-line-new = new
import-line-same = there already
import-line-wrong = wrong
import-new-unit = { $kind }, under { $under }
import-new-person = into { $unit }
import-new-fact = { $kind }, { $year }
import-column-name = Name
import-column-unit-name = Unit name
import-column-full-name = Full name
import-column-code = Code
import-column-kind = Kind
import-column-parent = Superior
import-column-others = Other names
import-column-from = From
import-column-born = Birth date
import-column-gender = Gender
import-column-unit = Unit
import-column-post = Post
import-column-leads = Head
import-column-category = Category
import-column-email = E-mail
import-column-about = Name
import-column-what = What
import-column-year = Year
import-column-value = Value
import-column-title = Title
import-column-day = Day
import-column-note = Source
import-hint-unit-name = Full name. A unit that is there is left as it is.
import-hint-code = A short code for other lists.
import-hint-kind = phòng chuyên môn (division), văn phòng (office), xã, phường (commune, ward), doanh nghiệp (enterprise), hợp tác xã (cooperative), trường, bệnh viện, đơn vị sự nghiệp (public service), đoàn thể (mass organisation), tổ chức Đảng (Party body), công an, quân sự (armed forces); empty is a division.
import-hint-parent = Name or code of the superior, which may be in this list; empty is the agency itself.
import-hint-others = Other names, parted by semicolons.
import-hint-from = Day of founding; empty if it was always there.
import-hint-full-name = As in the personnel file.
import-hint-born = Day/month/year. Leave empty if only the year is known.
import-hint-born-twin = Only needed where people share a name.
import-hint-gender = nam (male), nữ (female) or empty.
import-hint-unit = Name or code of a unit that is there.
import-hint-post = As Officer, Head of division.
import-hint-leads = Write x for the head of the unit.
import-hint-category = civil servant, public employee, worker …
import-hint-email = May stay empty.
import-hint-about = A person's full name, or a unit's name or code.
import-hint-what = xếp loại (rating); xếp loại chi bộ (rating of the Party cell); xếp loại đoàn thể (rating of the mass organisation); kỷ luật (discipline); sổ theo dõi kỷ luật (discipline register kept); điểm (score); tỷ lệ trong đơn vị (share of the unit’s people); kết quả so với chỉ tiêu (result against the target); danh hiệu (title); sáng kiến (initiative); giải thưởng (prize); cao nhất địa phương (highest in the locality).
import-hint-year = Four digits.
import-hint-value = Rating or level of discipline in Vietnamese words; scores and shares as numbers with at most two decimals.
import-hint-title = Name of the score, title, initiative or prize.
import-hint-day = Day of the disciplinary decision.
import-hint-note = Number and date of the document.
