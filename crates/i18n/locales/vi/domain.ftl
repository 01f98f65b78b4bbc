# Từ chung của nghiệp vụ, dùng ở nhiều phần.
domain-subject-individual = Cá nhân
domain-subject-collective = Tập thể
domain-subject-collective-note = Phòng, ban, tổ, đội; kể cả tập thể nhỏ không có trong sơ đồ tổ chức
domain-subject-household = Hộ gia đình
domain-subject-practice = Mô hình, cách làm hay
domain-subject-practice-note = Việc làm mà nơi khác có thể học tập, làm theo
